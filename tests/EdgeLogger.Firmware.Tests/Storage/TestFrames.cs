using System;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Tests.Storage;

/// <summary>Event frames of any length, numbered as the ring wants them.</summary>
internal sealed class TestFrames
{
    private readonly FrameWriter _writer = new();
    private readonly Counters _counters = new();

    /// <summary>Appends a frame and returns its bytes; null if the ring refused it.</summary>
    public byte[]? Append(FrameRing ring, Random random, uint schemaHash = 7)
    {
        byte[] text = new byte[random.Next(FrameLayout.MaxEventText)];
        random.NextBytes(text);
        _writer.BeginEvent(ring.StreamId, ring.BootCount, schemaHash, random.Next(), EventCode.Boot, 255, random.Next(), text);
        int length = _writer.Finish(ring.NextSequence, TimeQuality.None, 0, _counters);
        byte[] frame = _writer.Buffer.AsSpan(0, length).ToArray();
        return ring.TryAppend(frame, length) ? frame : null;
    }

    public static byte[]? Read(FrameRing ring, uint sequence)
    {
        byte[] buffer = new byte[FrameLayout.MaxFrameLength];
        return ring.TryRead(sequence, buffer, out int length) ? buffer.AsSpan(0, length).ToArray() : null;
    }
}
