using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Maintenance;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.VirtualBench.Boards;

namespace EdgeLogger.Bench.Soak;

/// <summary>Counts what a gateway that has stopped has on disk, and holds it against what the boards made.</summary>
internal static class LedgerCount
{
    public static SoakLedger Run(string directory, IReadOnlyList<SoakedBoard> boards, string? rebuildDifference)
    {
        AuditReport audit = new LogAudit(directory, _ => { }).Run(CancellationToken.None);
        using FrameLogReader reader = FrameLogReader.Open(directory);
        Dictionary<ulong, FrameTally> streams = TallyStreams(reader);
        Dictionary<string, FrameTally> stored = audit.Streams.GroupBy(stream => stream.Stream.Board)
            .ToDictionary(board => board.Key, board => board.Aggregate(
                default(FrameTally), (sum, stream) => Add(sum, streams.GetValueOrDefault(stream.Stream.StreamId))));
        using DerivedStore store = DerivedStore.Open(directory);
        Dictionary<string, long> derived = store.Cells().GroupBy(cell => cell.Board)
            .ToDictionary(board => board.Key, board => board.Sum(cell => RowsOf(store, cell)));
        long Surplus(Func<SoakedBoard, long> of) => boards.Sum(board => Math.Max(0, of(board)));
        return new SoakLedger
        {
            FramesMade = boards.Sum(board => board.Made.Frames),
            RowsMade = boards.Sum(board => board.Made.Rows),
            RowsGone = boards.Sum(board => board.RowsGone),
            FramesSent = boards.Sum(board => board.FramesSent),
            FramesWaiting = boards.Sum(board => board.FramesWaiting),
            FramesStored = streams.Values.Sum(stream => stream.Frames),
            RowsStored = streams.Values.Sum(stream => stream.Rows),
            RowsDerived = derived.Values.Sum(),
            HalfCycles = store.Cells().Sum(cell => store.HalfCount(cell.Id)),
            Cycles = store.Cells().Sum(cell => store.CycleCount(cell.Id)),
            FramesLost = Surplus(board => board.Made.Frames - stored.GetValueOrDefault(board.BoardId).Frames),
            RowsLost = Surplus(board => board.Made.Rows - derived.GetValueOrDefault(board.BoardId)),
            FramesDoubled = Surplus(board => stored.GetValueOrDefault(board.BoardId).Frames - board.Made.Frames),
            RowsDoubled = Surplus(board => derived.GetValueOrDefault(board.BoardId) - board.Made.Rows),
            BoardsChanged = boards.Count(board => stored.GetValueOrDefault(board.BoardId) is var there
                && there.Frames == board.Made.Frames && there != board.Made),
            Damage = audit.FileFaults.Count + audit.Damaged.Count + audit.Streams.Sum(stream => stream.Missing),
            Refused = reader.ReadRefusals().GroupBy(refusal => refusal.Reason)
                .ToDictionary(reason => reason.Key, reason => reason.Sum(one => one.Count)),
            RebuildDifference = rebuildDifference,
        };
    }

    private static FrameTally Add(FrameTally one, FrameTally other) =>
        new(one.Frames + other.Frames, one.Rows + other.Rows, unchecked(one.Sum + other.Sum));

    private static long RowsOf(DerivedStore store, TestKey cell) =>
        CellProcessor.Restore(store.EngineOptions() ?? new CycleEngineOptions(), store.Checkpoint(cell.Id))?.Engine.Rows
        ?? 0;

    private static Dictionary<ulong, FrameTally> TallyStreams(FrameLogReader reader)
    {
        Dictionary<ulong, FrameTally> streams = [];
        FrameBatch batch = new();
        long id = 0;
        do
        {
            reader.ReadAfter(id, 1024, batch);
            foreach (ref readonly StoredFrame frame in batch.Frames)
            {
                streams[frame.StreamId] = streams.GetValueOrDefault(frame.StreamId)
                    .With(batch.Buffer, frame.Offset, frame.Length);
                id = frame.Id;
            }
        }
        while (batch.Count > 0);

        return streams;
    }
}
