using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using EdgeLogger.Cycles;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Maintenance;
using EdgeLogger.Frames;
using EdgeLogger.VirtualBench.Boards;

namespace EdgeLogger.Gateway.Soak;

/// <summary>Counts what a gateway that has stopped has on disk, and holds it against what the boards made.</summary>
internal static class LedgerCount
{
    public static SoakLedger Run(string directory, IReadOnlyList<BoardReport> boards, string? rebuildDifference)
    {
        AuditReport audit = new LogAudit(directory, _ => { }).Run(CancellationToken.None);
        Dictionary<string, long> frames = audit.Streams.GroupBy(stream => stream.Stream.Board)
            .ToDictionary(board => board.Key, board => board.Sum(stream => stream.Frames));
        using DerivedStore store = DerivedStore.Open(directory);
        Dictionary<string, long> rows = store.Cells().GroupBy(cell => cell.Board)
            .ToDictionary(board => board.Key, board => board.Sum(cell => RowsOf(store, cell)));
        using FrameLogReader reader = FrameLogReader.Open(directory);
        return new SoakLedger
        {
            FramesMade = boards.Sum(board => board.Frames),
            RowsMade = boards.Sum(board => board.Rows),
            FramesSent = boards.Sum(board => board.FramesSent),
            FramesAcknowledged = boards.Sum(board => board.FramesAcknowledged),
            FramesStored = audit.Frames,
            RowsStored = RowsIn(reader),
            RowsDerived = rows.Values.Sum(),
            HalfCycles = store.Cells().Sum(cell => store.Halves(cell.StreamId).Count),
            Cycles = store.Cells().Sum(cell => store.Cycles(cell.StreamId).Count),
            FramesLost = boards.Sum(board => Math.Max(0, board.Frames - frames.GetValueOrDefault(board.BoardId))),
            RowsLost = boards.Sum(board => Math.Max(0, board.Rows - rows.GetValueOrDefault(board.BoardId))),
            FramesDoubled = boards.Sum(board => Math.Max(0, frames.GetValueOrDefault(board.BoardId) - board.Frames)),
            RowsDoubled = boards.Sum(board => Math.Max(0, rows.GetValueOrDefault(board.BoardId) - board.Rows)),
            Damage = audit.FileFaults.Count + audit.Damaged.Count + audit.Streams.Sum(stream => stream.Missing),
            Refused = reader.ReadRefusals().GroupBy(refusal => refusal.Reason).ToDictionary(reason => reason.Key, reason => reason.Sum(one => one.Count)),
            RebuildDifference = rebuildDifference,
        };
    }

    private static long RowsOf(DerivedStore store, CellKey cell) =>
        CellProcessor.Restore(store.EngineOptions() ?? new CycleEngineOptions(), store.Checkpoint(cell.StreamId))?.Engine.Rows ?? 0;

    private static long RowsIn(FrameLogReader reader)
    {
        FrameBatch batch = new();
        long rows = 0;
        long id = 0;
        do
        {
            reader.ReadAfter(id, 1024, batch);
            foreach (ref readonly StoredFrame frame in batch.Frames)
            {
                rows += batch.Buffer[frame.Offset + FrameLayout.RowCountAt];
                id = frame.Id;
            }
        }
        while (batch.Count > 0);

        return rows;
    }
}
