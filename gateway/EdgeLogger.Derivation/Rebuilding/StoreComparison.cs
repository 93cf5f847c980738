using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cycles;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Derivation.Rebuilding;

/// <summary>Compares two stores byte by byte.</summary>
internal static class StoreComparison
{
    /// <summary>The first difference in words; null if there is none.</summary>
    public static string? FirstDifference(DerivedStore stored, DerivedStore rebuilt)
    {
        IReadOnlyList<TestKey> cells = stored.Cells();
        IReadOnlyList<TestKey> again = rebuilt.Cells();
        for (int i = 0; i < Math.Max(cells.Count, again.Count); i++)
        {
            TestKey? before = i < cells.Count ? cells[i] : null;
            TestKey? after = i < again.Count ? again[i] : null;
            if (before != after)
            {
                return $"stored is cell {Name(before)}, rebuilt is {Name(after)}";
            }

            string? difference = OfTest(before!.Id, stored, rebuilt);
            if (difference is not null)
            {
                return $"cell {before.Name}: {difference}";
            }
        }

        return stored.Streams().Select(stream => OfStream(stream, stored, rebuilt)).FirstOrDefault(found => found is not null);
    }

    private static string? OfTest(ulong test, DerivedStore stored, DerivedStore rebuilt)
    {
        if (stored.Settings(test) is { } by && by.EngineVersion != rebuilt.Settings(test)?.EngineVersion)
        {
            string? changed = OfResults(ResultsOf(test, stored), ResultsOf(test, rebuilt));
            return changed is null ? null : string.Create(CultureInfo.InvariantCulture,
                $"by version {by.EngineVersion} of the cycle engine, and this program has version {CycleEngine.Version}: "
                + $"{changed}");
        }

        return OfResults(stored.ResultTexts(test), rebuilt.ResultTexts(test))
            ?? OfStates("checkpoints", stored.Checkpoint(test), rebuilt.Checkpoint(test))
            ?? OfStates("states of the trends", stored.TrendState(test), rebuilt.TrendState(test));
    }

    // All but by what they were derived, which is known to differ.
    private static IReadOnlyList<(string Name, string Text)> ResultsOf(ulong test, DerivedStore store) =>
        [.. store.ResultTexts(test).Where(one => !one.Name.StartsWith("settings", StringComparison.Ordinal))];

    // A test that was stored before the dates of its stream were has taken the rebuild further.
    private static string? OfStream(StoredStream stream, DerivedStore stored, DerivedStore rebuilt)
    {
        bool isFurther = rebuilt.Streams().Any(
            other => other.Stream == stream.Stream && other.NextSequence > stream.NextSequence);
        string? difference = isFurther ? null
            : OfResults(stored.DateTexts(stream.Stream), rebuilt.DateTexts(stream.Stream))
                ?? OfStates("checkpoints", stored.StreamCheckpoint(stream.Stream), rebuilt.StreamCheckpoint(stream.Stream));
        return difference is null
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"stream {stream.Stream:x16}: {difference}");
    }

    private static string? OfResults(
        IReadOnlyList<(string Name, string Text)> stored, IReadOnlyList<(string Name, string Text)> rebuilt)
    {
        for (int i = 0; i < Math.Max(stored.Count, rebuilt.Count); i++)
        {
            if (i >= rebuilt.Count)
            {
                return $"{stored[i].Name} is stored, and not there after the rebuild";
            }

            if (i >= stored.Count)
            {
                return $"{rebuilt[i].Name} comes of the rebuild, and is not stored";
            }

            if (stored[i] != rebuilt[i])
            {
                return $"{stored[i].Name} is stored as {stored[i].Text}, and rebuilt as {rebuilt[i].Name} {rebuilt[i].Text}";
            }
        }

        return null;
    }

    private static string? OfStates(string what, ReadOnlySpan<byte> stored, ReadOnlySpan<byte> rebuilt)
    {
        int same = stored.CommonPrefixLength(rebuilt);
        return same == stored.Length && same == rebuilt.Length
            ? null
            : string.Create(CultureInfo.InvariantCulture,
                $"the {what} differ from byte {same} on ({stored.Length} bytes stored, {rebuilt.Length} rebuilt)");
    }

    private static string Name(TestKey? cell) =>
        cell is null ? "none" : string.Create(CultureInfo.InvariantCulture, $"{cell.Name} of test {cell.Id:x16}");
}
