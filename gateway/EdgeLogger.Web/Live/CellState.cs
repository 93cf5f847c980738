namespace EdgeLogger.Web.Live;

/// <summary>What a cell is doing, in the order in which a person wants to see them.</summary>
public enum CellState
{
    /// <summary>Nothing has come from it for much longer than usual.</summary>
    Silent,

    /// <summary>A sensor reports a fault, or a converter stands at the end of its range.</summary>
    Faulty,

    /// <summary>Its current charges it.</summary>
    Charging,

    /// <summary>Its current discharges it.</summary>
    Discharging,

    /// <summary>No current flows.</summary>
    Resting,
}
