using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog.Maintenance;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Gateway.Doctor;

/// <summary>Whether the stored results can be read and how far they are behind the log.</summary>
internal static class ResultsExamination
{
    private const string Advice = "Results come from the log: stop the gateway and run `edgelogger rebuild`.";

    public static IEnumerable<Finding> Examine(string directory, AuditReport report)
    {
        string temporary = Directory.CreateTempSubdirectory("edgelogger-doctor-").FullName;
        try
        {
            using DerivedStore? store = DerivedStore.OpenCopy(directory, temporary);
            return store is null
                ? [new Finding(FindingLevel.Note, "derived.db: not there", "The gateway makes it at its next start.")]
                : Examine(store, report);
        }
        catch (Exception error) when (error is SqliteException or InvalidDataException)
        {
            return [new Finding(FindingLevel.Bad, $"derived.db: cannot be read ({error.Message})", Advice)];
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static List<Finding> Examine(DerivedStore store, AuditReport report)
    {
        CycleEngineOptions engine = store.EngineOptions() ?? new CycleEngineOptions();
        Dictionary<ulong, uint> marks =
            report.Streams.ToDictionary(stream => stream.Stream.StreamId, stream => stream.Contiguous);
        long behind = 0;
        IReadOnlyList<TestKey> cells = store.Cells();
        foreach (TestKey cell in cells)
        {
            if (store.Reach(cell.Id) is not { } reach || CellProcessor.Restore(engine, store.Checkpoint(cell.Id)) is null)
            {
                return [new Finding(FindingLevel.Bad,
                    $"derived.db: the checkpoint of cell {cell.Name} is of another version", Advice)];
            }

            SegmentReach now = reach.Reached[^1];
            ulong stream = reach.Segments[reach.Reached.Count - 1].Stream;
            behind += now.IsSealed ? 0 : Math.Max(0, (long)marks.GetValueOrDefault(stream) + 1 - now.Next);
        }

        Dictionary<ulong, long> bases = store.StreamBases().ToDictionary(one => one.Stream, one => one.NextSequence);
        if (report.Streams.FirstOrDefault(
            stream => stream.Stream.ExpiredTo >= bases.GetValueOrDefault(stream.Stream.StreamId, 1)) is { } gone)
        {
            return [new Finding(FindingLevel.Bad, string.Create(CultureInfo.InvariantCulture,
                $"derived.db: frames of stream {gone.Stream.StreamId:x16} up to {gone.Stream.ExpiredTo} have been dropped from "
                + $"the log, and their results are not there"),
                "Restore derived.db from a backup. Without it results begin with the frames that are left.")];
        }

        return [new Finding(FindingLevel.Good, string.Create(CultureInfo.InvariantCulture,
            $"derived.db: {cells.Count} cells, {behind:N0} frames of the log not derived yet"))];
    }
}
