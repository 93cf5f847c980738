namespace EdgeLogger.Results.Quantities;

/// <summary>What a quantity's values are.</summary>
public enum QuantityType
{
    /// <summary>Text: a name, a signature.</summary>
    Text,

    /// <summary>A double; none where it is not known.</summary>
    Number,

    /// <summary>A whole number; none where it is not known.</summary>
    Whole,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>Quality flags: their names in files, their bits in databases.</summary>
    Flags,

    /// <summary>A moment in UTC, Unix ms; none where it is not known.</summary>
    Utc,
}
