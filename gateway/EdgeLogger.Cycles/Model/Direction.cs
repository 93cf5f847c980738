namespace EdgeLogger.Cycles.Model;

/// <summary>Which way charge flows. Charge current is positive.</summary>
public enum Direction : byte
{
    /// <summary>Current above zero.</summary>
    Charge = 0,

    /// <summary>Current below zero.</summary>
    Discharge = 1,
}
