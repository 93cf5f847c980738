using System;
using System.Threading;
using EdgeLogger.Cycles;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.FrameLog;
using EdgeLogger.Frames;

namespace EdgeLogger.Exports;

/// <summary>A stream of the log through an engine of one's own, from its first frame to its last.</summary>
internal static class CellReplay
{
    private const int FramesAtATime = 256;

    /// <summary>Plays a stream and ends its record.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="streamId">The stream.</param>
    /// <param name="options">What the engine is told.</param>
    /// <param name="step">Given the cell after every frame, and the share of the stream that has been played.</param>
    /// <param name="cancellationToken">Ends it; asked before every frame.</param>
    public static void Run(string directory, ulong streamId, CycleEngineOptions options, Action<CellProcessor, double> step, CancellationToken cancellationToken)
    {
        using FrameLogReader reader = FrameLogReader.Open(directory);
        StreamSchemas schemas = new(reader, static _ => { });
        CellProcessor processor = new(options);
        FrameBatch batch = new();
        FrameReader frame = new();
        uint contiguous = reader.FindStream(streamId)?.Contiguous ?? 0;
        long next = 1;
        do
        {
            reader.ReadStream(streamId, next, FramesAtATime, batch);
            foreach (StoredFrame stored in batch.Frames)
            {
                cancellationToken.ThrowIfCancellationRequested();
                next = stored.Sequence + 1L;
                if (stored.Sequence <= contiguous && !stored.IsDamaged
                    && frame.Open(batch.Buffer, stored.Offset, stored.Length) == FrameError.None)
                {
                    processor.Apply(frame, schemas.Find(streamId, frame.SchemaHash));
                    step(processor, (double)stored.Sequence / contiguous);
                }
            }
        }
        while (batch.Count == FramesAtATime && next <= contiguous);

        processor.Engine.Finish();
        step(processor, 1);
    }
}
