namespace EdgeLogger.Records.Columns;

/// <summary>What a cycler's state column says of the current.</summary>
internal enum FlowDirection
{
    /// <summary>Nothing: a pause, a pulse, or a state that is not known here.</summary>
    Unknown,
    Charge,
    Discharge,
    Rest,
}
