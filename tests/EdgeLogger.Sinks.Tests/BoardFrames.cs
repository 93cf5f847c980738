using System.Collections.Generic;
using EdgeLogger.Frames;

namespace EdgeLogger.Sinks.Tests;

/// <summary>A board's frames of ten rows, one a second, whose values follow from their place in the stream.</summary>
public sealed class BoardFrames
{
    public const int RowsAFrame = 10;
    public const long BaseUtcMs = 1_700_000_000_000;

    private readonly FrameWriter _writer = new();
    private readonly uint _schemaHash;
    private long _uptimeMs;

    public BoardFrames(ulong stream, byte[] schema)
    {
        Stream = stream;
        _schemaHash = Crc32.Compute(schema, 0, schema.Length);
    }

    public ulong Stream { get; }

    public uint Boot { get; private set; } = 1;

    public uint NextSequence { get; private set; } = 1;

    /// <summary>Rows made so far.</summary>
    public int Rows { get; private set; }

    public TimeQuality TimeQuality { get; set; } = TimeQuality.Synchronised;

    /// <summary>The end of the row made last on the board's clock, ms.</summary>
    public long UptimeMs => _uptimeMs;

    /// <summary>The voltage of a row by its place, V: no two are alike.</summary>
    public static double VoltageV(int row) => (3_000_000 + row) * 1e-6;

    public IEnumerable<byte[]> Take(int frames)
    {
        for (int i = 0; i < frames; i++)
        {
            yield return One();
        }
    }

    public void Reboot()
    {
        Boot++;
        _uptimeMs = 0;
    }

    private byte[] One()
    {
        _writer.BeginRows(Stream, Boot, _schemaHash, 1000, 3, 0);
        for (int row = 0; row < RowsAFrame; row++)
        {
            _uptimeMs += 1000;
            _writer.TryAddRow(_uptimeMs, [3_000_000 + Rows, -500, 25_000],
                [ChannelStatus.Ok, ChannelStatus.Ok, ChannelStatus.Missing]);
            Rows++;
        }

        int length = _writer.Finish(NextSequence++, TimeQuality, BaseUtcMs, new Counters());
        return _writer.Buffer[..length];
    }
}
