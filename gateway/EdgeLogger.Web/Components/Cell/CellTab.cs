namespace EdgeLogger.Web.Components.Cell;

/// <summary>What of a cell is shown.</summary>
public enum CellTab
{
    /// <summary>V, I, T and P against time.</summary>
    Traces,

    /// <summary>Results against cycle.</summary>
    Cycles,

    /// <summary>V-Q and dQ/dV of chosen cycles.</summary>
    Curves,

    /// <summary>The cycles, one a row.</summary>
    Table,

    /// <summary>Alerts, changes, pauses, steps.</summary>
    Events,

    /// <summary>What the lab knows of it.</summary>
    Metadata,

    /// <summary>Where and when it runs, and what can be changed of that.</summary>
    Test,

    /// <summary>Files to keep.</summary>
    Export,
}
