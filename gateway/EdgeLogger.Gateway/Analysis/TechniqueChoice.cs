namespace EdgeLogger.Gateway.Analysis;

/// <summary>Which technique a record is looked through for.</summary>
internal enum TechniqueChoice
{
    /// <summary>Those that the record shows.</summary>
    Auto,
    Gitt,
    Ici,
    Voltammetry,
    None,
}
