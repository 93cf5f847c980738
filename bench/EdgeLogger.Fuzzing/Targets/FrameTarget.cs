using System;
using EdgeLogger.Frames;
using EdgeLogger.Fuzzing.Generation;

namespace EdgeLogger.Fuzzing.Targets;

/// <summary>
/// The reader of frames. An accepted frame gives as many rows as it says, in the order of time, twice the same, and what lies
/// around it in the buffer changes nothing.
/// </summary>
public sealed class FrameTarget : FuzzTarget
{
    private const int Around = 40;

    private readonly FrameReader _alone = new();
    private readonly FrameReader _within = new();
    private readonly FrameReader _again = new();

    public override string Name => "frames";

    public override byte[] Make(FuzzRandom random)
    {
        FrameMaker maker = new(random, 0x5500);
        byte[] frame = maker.Good((uint)random.Between(1, 100), 0xC0FFEE, random.Between(1, FrameLayout.MaxChannels));
        return random.Below(6) switch
        {
            0 => frame,
            1 => random.Bytes(random.Below(1500)),
            2 => new Mutator().Mutate([frame], random),
            _ => maker.Wounded(frame),
        };
    }

    public override bool Try(byte[] input)
    {
        FrameError error = _alone.Open(input, 0, input.Length);
        byte[] buffer = new byte[input.Length + (2 * Around)];
        Array.Fill(buffer, (byte)0xA5);
        input.CopyTo(buffer, Around);
        FuzzException.Unless(_within.Open(buffer, Around, input.Length) == error,
            "What lies around a frame changes whether it is good.");
        if (error != FrameError.None)
        {
            return false;
        }

        FuzzException.Unless(_again.OpenStored(input, 0, input.Length) == FrameError.None, "A good frame is not opened again.");
        CheckRows();
        _within.Rewind();
        CheckRows();
        return true;
    }

    private void CheckRows()
    {
        _alone.Rewind();
        _again.Rewind();
        int rows = 0;
        long lastMs = long.MinValue;
        while (_alone.ReadRow())
        {
            rows++;
            FuzzException.Unless(_within.ReadRow() && _again.ReadRow(), "A row is missing at the second reading.");
            FuzzException.Unless(_alone.RowUptimeMs >= lastMs, "Time runs backwards.");
            FuzzException.Unless(IsSame(_alone, _within) && IsSame(_alone, _again),
                "A row is another one at the second reading.");
            lastMs = _alone.RowUptimeMs;
        }

        FuzzException.Unless(rows == _alone.RowCount, $"{rows} rows of {_alone.RowCount} could be read.");
        FuzzException.Unless(rows == 0 || lastMs == _alone.EndUptimeMs, "The last row is not at the frame's end.");
    }

    private static bool IsSame(FrameReader one, FrameReader other) =>
        one.RowUptimeMs == other.RowUptimeMs && one.Codes.AsSpan().SequenceEqual(other.Codes) && one.Status.AsSpan()
        .SequenceEqual(other.Status);
}
