using System;
using System.IO;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Derivation;

/// <summary>A cell that is being derived: which, by what, and the two states that go on.</summary>
internal sealed record CellAtWork(CellKey Key, CellSettings Settings, CellProcessor Processor, CellTrends Trends)
{
    /// <summary>From the start of its record.</summary>
    /// <param name="key">The cell.</param>
    /// <param name="settings">How it is derived.</param>
    /// <param name="firstSequence">The first frame: those before it hold no rows.</param>
    public static CellAtWork Begin(CellKey key, CellSettings settings, long firstSequence) =>
        new(key, settings, new CellProcessor(WithSteps(settings.Engine), firstSequence), new CellTrends(settings.Trends));

    /// <summary>Where its stored results end; null if there are none, or none that can be gone on from.</summary>
    public static CellAtWork? Restore(ulong streamId, DerivedStore store, Func<CellKey, CellSettings> settingsOf)
    {
        CellKey? key = store.Cells().FirstOrDefault(cell => cell.StreamId == streamId);
        if (key is null || store.Settings(streamId) is not { } settings || settings != settingsOf(key)
            || CellProcessor.Restore(WithSteps(settings.Engine), store.Checkpoint(streamId)) is not { } processor)
        {
            return null;
        }

        try
        {
            return new CellAtWork(key, settings, processor, store.TrendsNow(streamId)!);
        }
        catch (InvalidDataException)
        {
            // The trends' state is of another version.
            return null;
        }
    }

    // The worker that drains this cell stores its steps too. They change no other result.
    private static CycleEngineOptions WithSteps(CycleEngineOptions options) => options with { Steps = true };
}
