namespace EdgeLogger.Alerts.Detection;

/// <summary>What a kind of detector is fed, and so which of the four interfaces it has.</summary>
public enum DetectorFeed : byte
{
    /// <summary>Closed cycles of one cell.</summary>
    Cycles = 0,

    /// <summary>Rows of one cell.</summary>
    Rows = 1,

    /// <summary>The state of one board.</summary>
    Boards = 2,

    /// <summary>Closed cycles of the cells of one cohort.</summary>
    Cohorts = 3,
}
