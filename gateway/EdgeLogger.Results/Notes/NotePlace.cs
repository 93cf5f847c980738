using System;
using System.Collections.Generic;
using System.Globalization;

namespace EdgeLogger.Results.Notes;

/// <summary>
/// Where a moment falls among the closed cycles of a test: on the cycle that ran then, or that closed next after a gap between
/// two. Never on one that it is not known to belong to.
/// </summary>
/// <param name="Cycle">The number of the cycle; null: none.</param>
/// <param name="Words">The same for a person, also why it is none.</param>
public readonly record struct NotePlace(int? Cycle, string Words)
{
    private static readonly NotePlace NoCycle = new(null, "no cycle has closed yet");
    private static readonly NotePlace NoDate = new(null, "cannot be placed: cycles of that time have no date");
    private static readonly NotePlace Before = new(null, "before the first cycle");

    /// <summary>The place of a moment.</summary>
    /// <param name="utcMs">The moment, Unix ms.</param>
    /// <param name="cycles">The closed cycles, in order.</param>
    public static NotePlace Of(long utcMs, IReadOnlyList<CycleSpan> cycles)
    {
        ArgumentNullException.ThrowIfNull(cycles);
        if (cycles.Count == 0)
        {
            return NoCycle;
        }

        int at = 0;
        while (at < cycles.Count && !(cycles[at].EndUtcMs >= utcMs))
        {
            at++;
        }

        if (at == cycles.Count)
        {
            return cycles[^1].EndUtcMs is null ? NoDate : new NotePlace(null,
                string.Create(CultureInfo.InvariantCulture, $"after cycle {cycles[^1].Number}, the newest that has closed"));
        }

        bool began = cycles[at].StartUtcMs <= utcMs;
        return began || (at > 0 && cycles[at - 1].EndUtcMs is not null) ? On(cycles[at].Number)
            : at == 0 && cycles[at].StartUtcMs is not null ? Before
            : NoDate;
    }

    private static NotePlace On(int cycle) => new(cycle, string.Create(CultureInfo.InvariantCulture, $"cycle {cycle}"));
}
