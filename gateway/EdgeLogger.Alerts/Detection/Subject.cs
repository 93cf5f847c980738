using System;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Alerts.Detection;

/// <summary>What a verdict is about.</summary>
/// <param name="Kind">Cell, board or cohort.</param>
/// <param name="Name">Its name, as a person knows it.</param>
/// <param name="Test">
/// The id of the test of a cell: the subject is this test, whatever it is called. 0: it is known by its name only.
/// </param>
public readonly record struct Subject(SubjectKind Kind, string Name, ulong Test = 0)
{
    /// <summary>The slot of a cell, BOARD/SLOT: where it is, or was last; empty if that is not known.</summary>
    public string Slot { get; init; } = "";

    /// <summary>Its name, and beside it the slot, where one finds the cell: "WJK-0412 (bench-01/0)".</summary>
    public string NameAndSlot() => string.IsNullOrEmpty(Slot) || Slot == Name ? Name : $"{Name} ({Slot})";

    public static Subject Cell(string name) => new(SubjectKind.Cell, name);

    public static Subject Of(TestKey test) => new(SubjectKind.Cell, test.Name, test.Id)
    { Slot = test.Board.Length > 0 ? $"{test.Board}/{test.Slot}" : "" };

    public static Subject Board(string name) => new(SubjectKind.Board, name);

    public static Subject Cohort(string name) => new(SubjectKind.Cohort, name);

    /// <summary>Whether it is the same, under whichever name.</summary>
    public bool Equals(Subject other) => Kind == other.Kind && Test == other.Test && (Test != 0 || Name == other.Name);

    public override int GetHashCode() => Test != 0 ? Test.GetHashCode() : HashCode.Combine(Kind, Name);
}

/// <summary>What a verdict is about.</summary>
public enum SubjectKind : byte
{
    Cell = 0,
    Board = 1,

    /// <summary>Cells that run one recipe.</summary>
    Cohort = 2,
}
