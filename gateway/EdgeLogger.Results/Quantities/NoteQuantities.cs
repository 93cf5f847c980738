using System.Collections.Generic;
using EdgeLogger.Cells.Model;

namespace EdgeLogger.Results.Quantities;

/// <summary>Quantities of the notes that concern a test.</summary>
public static class NoteQuantities
{
    /// <summary>All of them, in the order of columns.</summary>
    public static IReadOnlyList<Quantity<NoteEntry>> All { get; } =
    [
        Of(Quantity.OfText<NoteEntry>("cell", "What the test is called.", entry => entry.Subject)),
        Of(Quantity.OfUtc<NoteEntry>("note_utc", "The moment that it stands at.", entry => entry.Note.AtUtcMs)),
        Of(Quantity.OfWhole<NoteEntry>(
            "cycle", "The cycle that ran then, or closed next after a gap, as far as it is known.", entry => entry.Cycle)),
        Of(Quantity.OfText<NoteEntry>("about", "What it is about: test, cell, cohort.", entry => NameOf(entry.Note.Subject))),
        Of(Quantity.OfText<NoteEntry>("author", "Who wrote it.", entry => entry.Note.By)),
        Of(Quantity.OfText<NoteEntry>("note", "Its text.", entry => entry.Note.Text)),
    ];

    private static Quantity<NoteEntry> Of(Quantity<NoteEntry> quantity) => quantity with { Origin = QuantityOrigin.Gateway };

    private static string NameOf(NoteSubject subject) => subject switch
    {
        { Test: not 0 } => "test",
        { Cell: not 0 } => "cell",
        _ => "cohort",
    };
}

/// <summary>A note with what its quantities are taken from.</summary>
/// <param name="Subject">What the test is called.</param>
/// <param name="Note">The note.</param>
/// <param name="Cycle">The cycle that it falls on; null: none, or not known.</param>
public sealed record NoteEntry(string Subject, Note Note, int? Cycle);
