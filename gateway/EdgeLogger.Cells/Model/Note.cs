using System.Text.Json.Serialization;
using EdgeLogger.Cells.Names;

namespace EdgeLogger.Cells.Model;

/// <summary>What a user wrote about a moment.</summary>
public sealed record Note
{
    /// <summary>Its random id.</summary>
    public ulong Id { get; init; }

    /// <summary>
    /// Its number, from 1, in the order in which notes were written on the cell and its tests, or on the cohort. It stays the
    /// note's own, also after it was withdrawn.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Number { get; init; }

    /// <summary>What it is about.</summary>
    public required NoteSubject Subject { get; init; }

    /// <summary>The moment it stands at, Unix ms.</summary>
    public long AtUtcMs { get; init; }

    /// <summary>The text, 1 to 4000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>Who wrote it. Who edited or withdrew it is in the history.</summary>
    public required string By { get; init; }

    /// <summary>It was withdrawn: it is shown nowhere but in the history.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>The note with its moment checked and its text in composed form.</summary>
    /// <exception cref="CellBookException">The moment or the text is none.</exception>
    internal Note Checked() => this with
    {
        AtUtcMs = Moment.Checked(AtUtcMs),
        Text = BoundedText.Lines("A note", Text, 4000) is { Length: > 0 } written
            ? written
            : throw new CellBookException("The note is empty. Give its text."),
    };
}

/// <summary>A cell, a test or a cohort: one of the three.</summary>
public sealed record NoteSubject
{
    [JsonConstructor]
    private NoteSubject()
    {
    }

    /// <summary>The cell's id; 0 if it is none.</summary>
    public ulong Cell { get; init; }

    /// <summary>The test's id; 0 if it is none.</summary>
    public ulong Test { get; init; }

    /// <summary>The cohort's name; empty if it is none.</summary>
    public string Cohort { get; init; } = "";

    /// <summary>A cell.</summary>
    public static NoteSubject OfCell(ulong id) => new() { Cell = id };

    /// <summary>A test.</summary>
    public static NoteSubject OfTest(ulong id) => new() { Test = id };

    /// <summary>A cohort.</summary>
    /// <exception cref="CellBookException">The name is too long, or has a character that it must not have.</exception>
    public static NoteSubject OfCohort(string name) => new() { Cohort = Model.Cell.CohortName(name) };
}
