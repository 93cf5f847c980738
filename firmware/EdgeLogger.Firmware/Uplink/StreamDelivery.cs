using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Uplink;

/// <summary>
/// Brings one stream's frames to the gateway: which is sent next, which again, what an acknowledgement frees. What was there when
/// the connection came up is backlog, oldest first; the newest frame then, and whatever is made later, is live and goes first.
/// </summary>
public sealed class StreamDelivery
{
    // The part of the window that backlog leaves free for live frames: an eighth.
    private const int LiveShare = 8;

    private readonly FrameRing _ring;
    private readonly SlotFrames _frames;
    private readonly UplinkSettings _settings;
    private readonly FlightList _flight;
    private readonly AckedRanges _acked = new AckedRanges();
    private readonly byte[] _frame = new byte[FrameLayout.MaxFrameLength];
    private int _length;
    private uint _nextLive;
    private uint _nextBackfill;
    private uint _backfillEnd;
    private uint _chosen;
    private Choice _choice;
    private int _resendAfterMs;
    private long _rollbackSinceMs = -1;
    private long _idleSinceMs;
    private uint _highestHole;
    private uint _gapFirst;
    private uint _gapLast;

    public StreamDelivery(FrameRing ring, SlotFrames frames, UplinkSettings settings)
    {
        _ring = ring;
        _frames = frames;
        _settings = settings;
        _flight = new FlightList(settings.Window);
        _resendAfterMs = settings.ResendAfterMs;
    }

    private enum Choice : byte
    {
        Live = 0,
        Resend,
        Backfill,
    }

    /// <summary>The stream's name.</summary>
    public ulong StreamId => _ring.StreamId;

    /// <summary>The bytes of the frame chosen by <see cref="TryChoose"/>.</summary>
    public byte[] Frame => _frame;

    /// <summary>Their number.</summary>
    public int FrameLength => _length;

    /// <summary>The hash of the schema that the chosen frame is read with.</summary>
    public uint SchemaHash => LittleEndian.ReadUInt32(_frame, FrameLayout.SchemaHashAt);

    /// <summary>Whether the chosen frame goes on the live topic.</summary>
    public bool IsLive => _choice == Choice.Live;

    /// <summary>Frames handed to the link, those sent again included.</summary>
    public long FramesSent { get; private set; }

    /// <summary>Of these, the ones that had been sent before on the same connection.</summary>
    public long FramesResent { get; private set; }

    /// <summary>Frames that the gateway has on disk, as far as it reported since boot.</summary>
    public long FramesAcknowledged { get; private set; }

    /// <summary>Acknowledgements that named numbers never used.</summary>
    public int BadAcks { get; private set; }

    /// <summary>Frames sent and not acknowledged on this connection.</summary>
    public int InFlight => _flight.Count;

    /// <summary>Whether the gateway lacks something.</summary>
    public bool IsWaiting => _ring.Backlog > 0;

    /// <summary>A new connection: everything not acknowledged has to be sent, and nothing is under way.</summary>
    public void OnConnected()
    {
        _flight.Clear();
        _resendAfterMs = _settings.ResendAfterMs;
        uint firstUnacknowledged = _ring.FreedUpTo + 1;
        uint newest = _ring.NextSequence - 1;
        _nextLive = newest > firstUnacknowledged ? newest : firstUnacknowledged;
        _nextBackfill = firstUnacknowledged;
        _backfillEnd = _nextLive;
    }

    /// <summary>Chooses the frame to send next and reads it; false if there is nothing to send now.</summary>
    /// <param name="linkMs">The link's clock.</param>
    /// <param name="mayBackfill">Whether the backfill topic's rate allows one.</param>
    public bool TryChoose(long linkMs, bool mayBackfill)
    {
        if (_flight.Count < _flight.Capacity && TryChooseLive())
        {
            return true;
        }

        if (!mayBackfill)
        {
            return false;
        }

        bool chosen = TryChooseResend(linkMs)
            || (_flight.Count < _flight.Capacity - _flight.Capacity / LiveShare && TryChooseBackfill());
        StartOverIfStuck(linkMs, chosen);
        return chosen;
    }

    /// <summary>The document that the chosen frame is read with; null if the ring does not hold it.</summary>
    public byte[]? ReadSchema() => _ring.ReadSchema(_chosen, SchemaHash);

    /// <summary>Looks through the next records of the ring for a schema document.</summary>
    public void FindSchema(SchemaCursor cursor, int atMost) => _ring.FindSchema(cursor, atMost);

    /// <summary>The chosen frame was handed to the link.</summary>
    public void OnSent(long linkMs)
    {
        FramesSent++;
        switch (_choice)
        {
            case Choice.Live:
                _nextLive = _chosen + 1;
                _flight.Add(_chosen, linkMs);
                break;
            case Choice.Backfill:
                _nextBackfill = _chosen + 1;
                _flight.Add(_chosen, linkMs);
                break;
            default:
                FramesResent++;
                _flight.Renew(_chosen, linkMs);
                // While the gateway says nothing at all, what goes out is little more than a probe.
                _resendAfterMs = _resendAfterMs > _settings.ResendAtMostMs / 2 ? _settings.ResendAtMostMs : _resendAfterMs * 2;
                break;
        }
    }

    /// <summary>Takes an acknowledgement of this stream.</summary>
    public void OnAck(Ack ack, long linkMs)
    {
        if (ack.Contiguous >= _ring.NextSequence)
        {
            BadAcks++;
            return;
        }

        _resendAfterMs = _settings.ResendAfterMs;
        if (ack.Contiguous < _ring.FreedUpTo)
        {
            OnAckBelow(ack, linkMs);
            return;
        }

        _rollbackSinceMs = -1;
        FramesAcknowledged += ack.Contiguous - _ring.FreedUpTo;
        _ring.Free(ack.Contiguous);
        _acked.Take(ack);
        _flight.RemoveAcknowledged(ack);
        ReportHole();
    }

    private void OnAckBelow(Ack ack, long linkMs)
    {
        if (_rollbackSinceMs < 0)
        {
            _rollbackSinceMs = linkMs;
        }
        else if (linkMs - _rollbackSinceMs >= _settings.RollbackAfterMs)
        {
            _rollbackSinceMs = -1;
            _ring.Unfree(ack.Contiguous);
            _acked.Take(ack);
            _highestHole = _ring.NextSequence - 1;
            OnConnected();
            ReportHole();
        }
    }

    // The gateway waits for a number that the ring has not: one gap frame names all that follow on it and are missing too.
    private void ReportHole()
    {
        uint first = _ring.FreedUpTo + 1;
        if (_highestHole < first)
        {
            return;
        }

        uint held = _ring.NextHeld(_ring.FreedUpTo, _frame);
        if (held > first && (first != _gapFirst || held - 1 != _gapLast))
        {
            _gapFirst = first;
            _gapLast = held - 1;
            _frames.AddGap(first, held - 1);
        }
    }

    // Nothing is under way or waits to be sent, and yet the gateway lacks something: a gateway said otherwise that has
    // since lost its log, or the ring lacks it too.
    private void StartOverIfStuck(long linkMs, bool chosen)
    {
        if (chosen || _flight.Count > 0 || _acked.FirstNotIn(_ring.FreedUpTo + 1) >= _ring.NextSequence)
        {
            _idleSinceMs = linkMs;
        }
        else if (linkMs - _idleSinceMs >= _settings.ResendAfterMs)
        {
            _idleSinceMs = linkMs;
            _highestHole = _ring.NextSequence - 1;
            ReportHole();
            _acked.Clear();
            OnConnected();
        }
    }

    private bool TryChooseLive()
    {
        _nextLive = _acked.FirstNotIn(_nextLive);
        while (_nextLive < _ring.NextSequence)
        {
            if (TryRead(_nextLive, Choice.Live))
            {
                return true;
            }

            _nextLive++;
        }

        return false;
    }

    private bool TryChooseBackfill()
    {
        if (_nextBackfill <= _ring.FreedUpTo)
        {
            _nextBackfill = _ring.FreedUpTo + 1;
        }

        while (_nextBackfill < _backfillEnd)
        {
            _nextBackfill = _acked.FirstNotIn(_nextBackfill);
            if (_nextBackfill >= _backfillEnd)
            {
                return false;
            }

            if (TryRead(_nextBackfill, Choice.Backfill))
            {
                return true;
            }

            _nextBackfill = _ring.NextHeld(_nextBackfill, _frame);
        }

        return false;
    }

    private bool TryChooseResend(long linkMs)
    {
        uint late = _flight.FindSentBy(linkMs - _resendAfterMs);
        while (late != 0)
        {
            if (TryRead(late, Choice.Resend))
            {
                return true;
            }

            _flight.Remove(late);
            late = _flight.FindSentBy(linkMs - _resendAfterMs);
        }

        return false;
    }

    private bool TryRead(uint sequence, Choice choice)
    {
        if (_ring.TryRead(sequence, _frame, out _length))
        {
            _chosen = sequence;
            _choice = choice;
            return true;
        }

        if (sequence > _highestHole)
        {
            _highestHole = sequence;
        }

        return false;
    }
}
