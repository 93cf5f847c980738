namespace EdgeLogger.Alerts.Detection;

/// <summary>What a verdict is about.</summary>
/// <param name="Kind">Cell, board or cohort.</param>
/// <param name="Name">Its name, as a person knows it.</param>
public readonly record struct Subject(SubjectKind Kind, string Name)
{
    public static Subject Cell(string name) => new(SubjectKind.Cell, name);

    public static Subject Board(string name) => new(SubjectKind.Board, name);

    public static Subject Cohort(string name) => new(SubjectKind.Cohort, name);
}

/// <summary>What a verdict is about.</summary>
public enum SubjectKind : byte
{
    Cell = 0,
    Board = 1,

    /// <summary>Cells that run one recipe.</summary>
    Cohort = 2,
}
