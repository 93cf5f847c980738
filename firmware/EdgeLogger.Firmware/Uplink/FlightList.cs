using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Uplink;

/// <summary>The frames of one stream that were sent and not yet acknowledged, with the time of their last sending.</summary>
internal sealed class FlightList
{
    private readonly uint[] _sequences;
    private readonly long[] _sentMs;

    public FlightList(int capacity)
    {
        _sequences = new uint[capacity];
        _sentMs = new long[capacity];
    }

    public int Count { get; private set; }

    public int Capacity => _sequences.Length;

    /// <summary>No frame under way was sent before this time.</summary>
    public long OldestSentMs { get; private set; } = long.MaxValue;

    public void Clear()
    {
        Count = 0;
        OldestSentMs = long.MaxValue;
    }

    public void Add(uint sequence, long linkMs)
    {
        _sequences[Count] = sequence;
        _sentMs[Count] = linkMs;
        Count++;
        if (linkMs < OldestSentMs)
        {
            OldestSentMs = linkMs;
        }
    }

    /// <summary>The lowest number sent at or before a time; 0 if there is none.</summary>
    public uint FindSentBy(long linkMs)
    {
        if (OldestSentMs > linkMs)
        {
            return 0;
        }

        uint found = 0;
        for (int i = 0; i < Count; i++)
        {
            if (_sentMs[i] <= linkMs && (found == 0 || _sequences[i] < found))
            {
                found = _sequences[i];
            }
        }

        return found;
    }

    /// <summary>Notes that a frame was sent again.</summary>
    public void Renew(uint sequence, long linkMs)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_sequences[i] == sequence)
            {
                _sentMs[i] = linkMs;
            }
        }

        FindOldest();
    }

    public void Remove(uint sequence)
    {
        for (int i = Count - 1; i >= 0; i--)
        {
            if (_sequences[i] == sequence)
            {
                RemoveAt(i);
            }
        }

        FindOldest();
    }

    /// <summary>Removes what an acknowledgement names.</summary>
    public void RemoveAcknowledged(Ack ack)
    {
        for (int i = Count - 1; i >= 0; i--)
        {
            if (_sequences[i] <= ack.Contiguous || AckedRanges.Names(ack, _sequences[i]))
            {
                RemoveAt(i);
            }
        }

        FindOldest();
    }

    private void RemoveAt(int index)
    {
        Count--;
        _sequences[index] = _sequences[Count];
        _sentMs[index] = _sentMs[Count];
    }

    private void FindOldest()
    {
        OldestSentMs = long.MaxValue;
        for (int i = 0; i < Count; i++)
        {
            if (_sentMs[i] < OldestSentMs)
            {
                OldestSentMs = _sentMs[i];
            }
        }
    }
}
