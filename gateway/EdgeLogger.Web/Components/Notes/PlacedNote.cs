using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Results.Notes;

namespace EdgeLogger.Web.Components.Notes;

/// <summary>A note with its place among the cycles of its test.</summary>
/// <param name="Note">The note.</param>
/// <param name="Place">The place.</param>
public sealed record PlacedNote(TestNote Note, NotePlace Place)
{
    /// <summary>Places notes.</summary>
    /// <param name="notes">The notes.</param>
    /// <param name="cycles">The closed cycles of the test, in order.</param>
    public static IReadOnlyList<PlacedNote> Of(IReadOnlyList<TestNote> notes, IReadOnlyList<CycleSpan> cycles) =>
        [.. notes.Select(note => new PlacedNote(note, NotePlace.Of(note.Note.AtUtcMs, cycles)))];
}
