namespace EdgeLogger.Hardware.Budget;

/// <summary>Which of a data sheet's two values goes into a budget.</summary>
public enum Grade
{
    /// <summary>Parts as they usually are: the typical value is one standard deviation.</summary>
    Typical,

    /// <summary>
    /// Parts as bad as the sheet allows: the guaranteed value is the limit of an even distribution (over the root of 3); where
    /// nothing is guaranteed, twice the typical value.
    /// </summary>
    Limit,
}
