namespace EdgeLogger.Records.Columns;

/// <summary>How a header cell writes its unit. Formats that share names differ in it.</summary>
internal enum CellStyle
{
    /// <summary>No unit: Volts.</summary>
    Bare,

    /// <summary>Current(mA) or Current [A].</summary>
    Bracketed,

    /// <summary>Current/mA.</summary>
    Slash,

    /// <summary>Current / A.</summary>
    SpacedSlash,

    /// <summary>current_ampere.</summary>
    Suffix,
}
