using EdgeLogger.Frames;

namespace EdgeLogger.DeviceTrial;

/// <summary>Frames of a stream as they come, as one number: a CRC-32 over the lengths and bytes of all of them.</summary>
public sealed class FrameDigest
{
    private const int LineBytes = 48;
    private const string HexDigits = "0123456789ABCDEF";

    private readonly byte[] _step = new byte[8];
    private readonly char[] _line = new char[2 * LineBytes];
    private readonly WriteLine? _eachFrame;

    /// <param name="eachFrame">Gets every frame's bytes in hexadecimal, in lines of 48 bytes; null: nobody does.</param>
    public FrameDigest(WriteLine? eachFrame) => _eachFrame = eachFrame;

    public int Frames { get; private set; }

    public long Bytes { get; private set; }

    public uint Value { get; private set; }

    /// <summary>Takes one frame.</summary>
    public void Add(byte[] frame, int length)
    {
        Frames++;
        Bytes += length;
        LittleEndian.WriteUInt32(_step, 0, Value);
        LittleEndian.WriteUInt32(_step, 4, Crc32.Compute(frame, 0, length) + (uint)length);
        Value = Crc32.Compute(_step, 0, _step.Length);
        for (int at = 0; _eachFrame != null && at < length; at += LineBytes)
        {
            _eachFrame(Line(frame, at, length - at < LineBytes ? length - at : LineBytes));
        }
    }

    private string Line(byte[] frame, int offset, int count)
    {
        for (int i = 0; i < count; i++)
        {
            _line[2 * i] = HexDigits[frame[offset + i] >> 4];
            _line[(2 * i) + 1] = HexDigits[frame[offset + i] & 15];
        }

        return new string(_line, 0, 2 * count);
    }
}
