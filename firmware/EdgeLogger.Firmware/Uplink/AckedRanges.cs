using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Uplink;

/// <summary>What the newest acknowledgement of a stream named beyond its contiguous part.</summary>
internal sealed class AckedRanges
{
    private readonly uint[] _first = new uint[Ack.MaxRanges];
    private readonly uint[] _last = new uint[Ack.MaxRanges];
    private int _count;

    public static bool Names(Ack ack, uint sequence)
    {
        for (int i = 0; i < ack.RangeCount; i++)
        {
            if (sequence >= ack.RangeFirst[i] && sequence <= ack.RangeLast[i])
            {
                return true;
            }
        }

        return false;
    }

    public void Clear() => _count = 0;

    public void Take(Ack ack)
    {
        _count = ack.RangeCount;
        for (int i = 0; i < _count; i++)
        {
            _first[i] = ack.RangeFirst[i];
            _last[i] = ack.RangeLast[i];
        }
    }

    /// <summary>The lowest number at or above <paramref name="sequence"/> that is in none of the ranges.</summary>
    public uint FirstNotIn(uint sequence)
    {
        bool moved = true;
        while (moved)
        {
            moved = false;
            for (int i = 0; i < _count; i++)
            {
                if (sequence >= _first[i] && sequence <= _last[i])
                {
                    sequence = _last[i] + 1;
                    moved = true;
                }
            }
        }

        return sequence;
    }
}
