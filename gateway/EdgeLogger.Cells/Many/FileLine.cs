using EdgeLogger.Cells.Model;

namespace EdgeLogger.Cells.Many;

/// <summary>Which test a cycler's file is to belong to.</summary>
/// <param name="Cell">The cell's name. A cell that is not there is added.</param>
/// <param name="Stream">The stream that the file is made into.</param>
/// <param name="File">The file.</param>
public sealed record FileLine(string Cell, ulong Stream, ImportedFile File)
{
    /// <summary>The number of the test; null: the cell's newest if that has not been ended, or a first one.</summary>
    public int? Test { get; init; }

    /// <summary>It begins a test of its own.</summary>
    public bool IsNewTest { get; init; }

    /// <summary>
    /// The segment that it is to be, from 1. Null: before the first segment of a slot that began later, as far as the file's
    /// start is
    /// known; else before the slot that the test is in now, or at the end.
    /// </summary>
    public int? Place { get; init; }
}
