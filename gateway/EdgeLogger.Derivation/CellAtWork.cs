using System;
using System.IO;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Derivation;

/// <summary>A test that is being derived: which, by what, and the two states that go on.</summary>
internal sealed record CellAtWork(TestKey Key, CellSettings Settings, CellProcessor Processor, CellTrends Trends)
{
    /// <summary>From the start of its record.</summary>
    /// <param name="key">The test.</param>
    /// <param name="settings">How it is derived.</param>
    /// <param name="segment">The first segment with rows, from 0.</param>
    /// <param name="firstSequence">Its first frame: those before it hold no rows of the test.</param>
    /// <param name="framesLost">Frames before that one are lost.</param>
    public static CellAtWork Begin(TestKey key, CellSettings settings, int segment, long firstSequence, bool framesLost) => new(
        key, settings, new CellProcessor(WithSteps(settings.Engine), segment, firstSequence, framesLost),
        new CellTrends(settings.Trends));

    /// <summary>Where its stored results end; null if there are none, or none that can be gone on from.</summary>
    public static CellAtWork? Restore(ulong test, DerivedStore store, Func<TestKey, CellSettings> settingsOf)
    {
        if (store.Find(test) is not { } key || store.Settings(test) is not { } settings || settings != settingsOf(key)
            || CellProcessor.Restore(WithSteps(settings.Engine), store.Checkpoint(test)) is not { } processor)
        {
            return null;
        }

        try
        {
            return new CellAtWork(key, settings, processor, store.TrendsNow(test)!);
        }
        catch (InvalidDataException)
        {
            // The trends' state is of another version.
            return null;
        }
    }

    /// <summary>Its record ended where it stands, on a copy: what closes with that is to be taken from the copy.</summary>
    /// <param name="saved">The processor's state now.</param>
    public CellAtWork Finished(ReadOnlySpan<byte> saved)
    {
        CellAtWork copy = this with
        {
            Processor = CellProcessor.Restore(WithSteps(Settings.Engine), saved)!,
            Trends = CellTrends.Restore(Settings.Trends, Trends.Save()),
        };
        copy.Processor.Engine.Finish();
        return copy;
    }

    // The worker that drains this cell stores its steps too. They change no other result.
    private static CycleEngineOptions WithSteps(CycleEngineOptions options) => options with { Steps = true };
}
