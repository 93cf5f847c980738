namespace EdgeLogger.Alerts.Detection;

/// <summary>What a verdict is about.</summary>
public enum SubjectKind : byte
{
    Cell = 0,
    Board = 1,

    /// <summary>Cells that run one recipe.</summary>
    Cohort = 2,
}
