using EdgeLogger.Authentication;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// Makes one slot's frames and puts them into its ring: rows as they come, and events, anchors and gaps between them, in the
/// order of time. A frame has its number, and its bytes are final, when it goes into the ring.
/// </summary>
public sealed class SlotFrames
{
    private static readonly byte[] NoText = new byte[0];

    private readonly FrameRing _ring;
    private readonly BoardTime _time;
    private readonly SamplerSettings _settings;
    private uint _schemaHash;
    private readonly FrameWriter _writer = new FrameWriter();
    private readonly Counters _atLastRow = new Counters();
    private bool _open;
    private bool _restart = true;

    /// <summary>Makes the frames of the stream of a mounted ring.</summary>
    public SlotFrames(FrameRing ring, BoardTime time, SamplerSettings settings, uint schemaHash)
    {
        _ring = ring;
        _time = time;
        _settings = settings;
        _schemaHash = schemaHash;
    }

    /// <summary>Rows put into frames since boot.</summary>
    public long RowsMade { get; private set; }

    /// <summary>Frames put into the ring since boot.</summary>
    public long FramesMade { get; private set; }

    /// <summary>Bytes of those frames.</summary>
    public long BytesMade { get; private set; }

    /// <summary>Frames that the ring could not take.</summary>
    public int FramesRefused { get; private set; }

    /// <summary>Whether rows wait in a frame that is not yet closed.</summary>
    public bool HasOpenFrame => _open;

    /// <summary>Signs frames that are closed from now on; null: they are not signed.</summary>
    public Authenticator? Authenticator
    {
        get => _writer.Authenticator;
        set => _writer.Authenticator = value;
    }

    /// <summary>Adds a row; the frame is closed when it is full or old.</summary>
    public void AddRow(long uptimeMs, int[] codes, byte[] status, Counters counters)
    {
        if (!_open)
        {
            Begin();
        }

        if (!_writer.TryAddRow(uptimeMs, codes, status))
        {
            Close();
            Begin();
            _writer.TryAddRow(uptimeMs, codes, status);
        }

        Keep(counters);
        RowsMade++;
        if (_writer.RowCount >= _settings.RowsPerFrame
            || uptimeMs - _writer.FirstUptimeMs + _settings.PeriodMs > _settings.FrameMaxAgeMs)
        {
            Close();
        }
    }

    /// <summary>Closes the open frame; the next one starts integration again.</summary>
    public void Restart()
    {
        Close();
        _restart = true;
    }

    /// <summary>Closes the open frame before a step, unless it has too few rows for that.</summary>
    public void CloseAtStep()
    {
        if (_open && _writer.RowCount >= _settings.StepFrameMinRows)
        {
            Close();
        }
    }

    /// <summary>Closes the open frame if its first row is older than a frame may be: rows may have ceased to come.</summary>
    public void CloseIfOld(long uptimeMs)
    {
        if (_open && uptimeMs - _writer.FirstUptimeMs > _settings.FrameMaxAgeMs)
        {
            Close();
        }
    }

    /// <summary>The frames from here on mean what another schema says.</summary>
    public void UseSchema(byte[] document, uint schemaHash)
    {
        Close();
        _ring.UseSchema(document, schemaHash);
        _schemaHash = schemaHash;
    }

    /// <summary>Closes the open frame, if there is one.</summary>
    public void Close()
    {
        if (_open)
        {
            _open = false;
            Finish(_writer.LastUptimeMs, _atLastRow);
        }
    }

    /// <summary>Adds an event without text.</summary>
    public void AddEvent(long uptimeMs, byte code, byte channel, long value, Counters counters) =>
        AddEvent(uptimeMs, code, channel, value, NoText, counters);

    /// <summary>Adds an event.</summary>
    public void AddEvent(long uptimeMs, byte code, byte channel, long value, byte[] text, Counters counters)
    {
        Close();
        _writer.BeginEvent(_ring.StreamId, _ring.BootCount, _schemaHash, uptimeMs, code, channel, value, text);
        Finish(uptimeMs, counters);
    }

    /// <summary>Adds the pair of uptime and UTC that the board's time now stands on.</summary>
    public void AddAnchor(long uptimeMs)
    {
        Close();
        _writer.BeginAnchor(_ring.StreamId, _ring.BootCount, _schemaHash, uptimeMs);
        Finish(uptimeMs, _atLastRow);
    }

    /// <summary>
    /// Notifies the gateway that it need not wait for frames <paramref name="firstLost"/> to <paramref name="lastLost"/>.
    /// </summary>
    public void AddGap(uint firstLost, uint lastLost)
    {
        Close();
        long uptimeMs = _time.UptimeMs;
        _writer.BeginGap(_ring.StreamId, _ring.BootCount, _schemaHash, uptimeMs, firstLost, lastLost);
        Finish(uptimeMs, _atLastRow);
    }

    private void Begin()
    {
        _writer.BeginRows(_ring.StreamId, _ring.BootCount, _schemaHash, _settings.PeriodMs, Channel.Count,
            _restart ? FrameFlags.Restart : (byte)0);
        _restart = false;
        _open = true;
    }

    private void Keep(Counters counters)
    {
        _atLastRow.CurrentTime = counters.CurrentTime;
        _atLastRow.VoltageTime = counters.VoltageTime;
        _atLastRow.PowerTime = counters.PowerTime;
    }

    private void Finish(long uptimeMs, Counters counters)
    {
        int length = _writer.Finish(_ring.NextSequence, _time.QualityAt(uptimeMs), _time.UtcMinusUptimeMs, counters);
        if (_ring.TryAppend(_writer.Buffer, length))
        {
            FramesMade++;
            BytesMade += length;
        }
        else
        {
            FramesRefused++;
        }
    }
}
