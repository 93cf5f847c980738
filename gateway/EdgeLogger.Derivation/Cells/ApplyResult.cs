namespace EdgeLogger.Derivation.Cells;

/// <summary>What became of a frame that was given to a <see cref="CellProcessor"/>.</summary>
public enum ApplyResult
{
    /// <summary>It is part of the cell's state now.</summary>
    Applied,

    /// <summary>It was part of it before; nothing changed.</summary>
    AlreadyApplied,

    /// <summary>Its schema is not known yet; nothing changed.</summary>
    WaitsForSchema,
}
