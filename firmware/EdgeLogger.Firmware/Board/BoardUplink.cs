using EdgeLogger.Authentication;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Firmware.Uplink;
using EdgeLogger.Frames;
using EdgeLogger.Topics;

namespace EdgeLogger.Firmware.Board;

/// <summary>
/// The board's way to the gateway: connects, and connects again with jittered back-off; publishes schema and state; sends each
/// stream's frames and takes the gateway's acknowledgements. It lives on the link's clock, which on the bench is not the cells'.
/// </summary>
public sealed class BoardUplink
{
    // What was under way when the key changed is not signed under it, and nobody's attack.
    private const int KeyGraceMs = 10_000;

    private readonly IUplinkLink _link;
    private readonly BoardTopics _topics;
    private readonly StreamDelivery[] _streams;
    private readonly UplinkSettings _settings;
    private readonly Backoff _backoff;
    private readonly SchemaDelivery _schemas;
    private readonly WriteDocument _writeState;
    private readonly WriteDocument _writeWill;
    private readonly InboundMessage _inbound = new InboundMessage();
    private readonly Ack _ack = new Ack();
    private bool _started;
    private LinkState _seen = LinkState.Down;
    private long _nextConnectMs;
    private long _connectingSinceMs;
    private long _upSinceMs;
    private long _heardMs;
    private long _nextBackfillMs;
    private long _nextStateMs;
    private long _stepMs;
    private long _keySinceMs;
    private CommandDesk? _desk;
    private int _turn;
    private long _bytesPublished;

    /// <param name="link">The connection.</param>
    /// <param name="topics">The board's topics.</param>
    /// <param name="streams">One delivery for each slot.</param>
    /// <param name="settings">Rates and waits.</param>
    /// <param name="seed">For the jitter; different on every board.</param>
    /// <param name="writeSchema">Makes the schema document.</param>
    /// <param name="writeState">Makes the state document.</param>
    /// <param name="writeWill">Makes the last will of the next connection.</param>
    public BoardUplink(IUplinkLink link, BoardTopics topics, StreamDelivery[] streams, UplinkSettings settings, uint seed,
        WriteDocument writeSchema, WriteDocument writeState, WriteDocument writeWill)
    {
        _link = link;
        _topics = topics;
        _streams = streams;
        _settings = settings;
        _backoff = new Backoff(settings.ReconnectMinMs, settings.ReconnectMaxMs, seed);
        _schemas = new SchemaDelivery(link, topics.Schema, streams, settings, writeSchema);
        _writeState = writeState;
        _writeWill = writeWill;
    }

    /// <summary>Times that a connection came up.</summary>
    public int Connects { get; private set; }

    /// <summary>Attempts that failed and connections that were lost.</summary>
    public int Disconnects { get; private set; }

    /// <summary>Messages of this board's that were not a sound acknowledgement of one of its streams.</summary>
    public int ForeignMessages { get; private set; }

    /// <summary>
    /// Acknowledgements, commands and configurations that were not signed as a board with a key wants them, or came again.
    /// </summary>
    public int RefusedMessages { get; private set; }

    /// <summary>Signs what goes out and checks what comes in; null: neither is done. Set by <see cref="UseKey"/>.</summary>
    public Authenticator? Authenticator { get; private set; }

    /// <summary>Whether there was a connection at the last step.</summary>
    public bool IsUp => _seen == LinkState.Up;

    /// <summary>Whether frames wait for the gateway.</summary>
    public bool IsWaiting
    {
        get
        {
            for (int i = 0; i < _streams.Length; i++)
            {
                if (_streams[i].IsWaiting)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Acknowledgements taken.</summary>
    public long AcksReceived { get; private set; }

    /// <summary>Payload bytes handed to the link.</summary>
    public long BytesPublished => _bytesPublished + _schemas.BytesPublished;

    /// <summary>Times that a step failed with an exception, or the connection was found dead.</summary>
    public int Faults { get; private set; }

    /// <summary>What was wrong then; empty if there was nothing.</summary>
    public string LastFault { get; private set; } = "";

    /// <summary>A step has failed: the connection is given up, and made again after the usual wait.</summary>
    public void Recover(string fault)
    {
        Faults++;
        LastFault = fault;
        _link.Close();
    }

    /// <summary>Commands and configurations go there, and answers come from there.</summary>
    public void Attach(CommandDesk desk) => _desk = desk;

    /// <summary>Another key from now on, or none: what the broker keeps of this board is published again.</summary>
    public void UseKey(Authenticator? authenticator)
    {
        Authenticator = authenticator;
        _schemas.Authenticator = authenticator;
        _keySinceMs = _stepMs;
        SchemaChanged();
        StateChanged();
    }

    /// <summary>A signed message was one that had been taken before.</summary>
    internal void CountRefused() => RefusedMessages++;

    /// <summary>Publishes the schema at the next step.</summary>
    public void SchemaChanged() => _schemas.OnChanged();

    /// <summary>Publishes the state at the next step.</summary>
    public void StateChanged() => _nextStateMs = long.MinValue;

    /// <summary>Does what is due at this time of the link's clock.</summary>
    public void Step(long linkMs)
    {
        LinkState state = _link.State;
        _stepMs = linkMs;
        if (!_started)
        {
            _started = true;
            _nextConnectMs = linkMs + _backoff.First();
        }

        switch (state)
        {
            case LinkState.Up:
                if (_seen != LinkState.Up)
                {
                    OnUp(linkMs);
                }

                _seen = state;
                Work(linkMs);
                break;
            case LinkState.Connecting:
                _seen = state;
                if (linkMs - _connectingSinceMs > _settings.ConnectTimeoutMs)
                {
                    _link.Close();
                }

                break;
            default:
                StepDown(linkMs);
                break;
        }
    }

    private void StepDown(long linkMs)
    {
        if (_seen != LinkState.Down)
        {
            if (_seen == LinkState.Up && linkMs - _upSinceMs >= _settings.StableAfterMs)
            {
                _backoff.Reset();
            }

            _seen = LinkState.Down;
            Disconnects++;
            _nextConnectMs = linkMs + _backoff.Next();
        }

        if (linkMs >= _nextConnectMs)
        {
            // Seen as connecting even if the link fails at once: the failure must be noticed.
            _seen = LinkState.Connecting;
            _connectingSinceMs = linkMs;
            _link.BeginConnect(Sign(_topics.State, _writeWill()));
        }
    }

    private void OnUp(long linkMs)
    {
        Connects++;
        _upSinceMs = linkMs;
        _heardMs = linkMs;
        _schemas.OnConnected(linkMs);
        _nextStateMs = linkMs;
        for (int i = 0; i < _streams.Length; i++)
        {
            _streams[i].OnConnected();
        }
    }

    private void Work(long linkMs)
    {
        Receive(linkMs);
        if (linkMs - _heardMs >= _settings.SilentAfterMs)
        {
            _heardMs = linkMs;
            if (IsWaiting)
            {
                Recover("nothing was heard for " + _settings.SilentAfterMs / 1000 + " s");
                return;
            }
        }

        _schemas.Step(linkMs);
        if (linkMs >= _nextStateMs)
        {
            SendState(linkMs);
        }

        SendAnswers();
        SendFrames(linkMs);
    }

    private void Receive(long linkMs)
    {
        for (int i = 0; i < _settings.MessagesPerStep && _link.TryReceive(_inbound); i++)
        {
            _heardMs = linkMs;
            if (TakeToDesk())
            {
                continue;
            }

            if (_inbound.Topic == _topics.Ack)
            {
                TakeAck(linkMs);
            }
            else
            {
                ForeignMessages++;
            }
        }
    }

    private void TakeAck(long linkMs)
    {
        int length = Authenticator == null
            ? _inbound.Length
            : Authenticator.OpenBinary(_topics.Ack, _inbound.Payload, _inbound.Length);
        if (length < 0)
        {
            RefusedMessages += linkMs - _keySinceMs < KeyGraceMs ? 0 : 1;
            return;
        }

        StreamDelivery? stream = _ack.TryRead(_inbound.Payload, length) ? StreamOf(_ack.StreamId) : null;
        if (stream == null)
        {
            ForeignMessages++;
        }
        else
        {
            AcksReceived++;
            stream.OnAck(_ack, linkMs);
        }
    }

    private bool TakeToDesk()
    {
        if (_desk == null)
        {
            return false;
        }

        if (_inbound.Topic == _topics.Command)
        {
            if (OpenDocument(_topics.Command))
            {
                _desk.Take(_inbound);
            }

            return true;
        }

        if (_inbound.Topic == _topics.Config)
        {
            if (OpenDocument(_topics.Config))
            {
                _desk.TakeConfiguration(_inbound);
            }

            return true;
        }

        return false;
    }

    // What the broker had kept may be signed under the key before, or be empty because it was taken away: that is nobody's
    // attack.
    private bool OpenDocument(string topic)
    {
        if (Authenticator == null)
        {
            return true;
        }

        int length = Authenticator.OpenDocument(topic, _inbound.Payload, _inbound.Length);
        if (length < 0)
        {
            RefusedMessages += _inbound.IsRetained || _inbound.Length == 0 ? 0 : 1;
            return false;
        }

        _inbound.Length = length;
        return true;
    }

    private byte[] Sign(string topic, byte[] document) =>
        Authenticator == null ? document : Authenticator.SignDocument(topic, document);

    private void SendAnswers()
    {
        while (_desk != null && _desk.Answer != null)
        {
            byte[] answer = Sign(_topics.CommandResult, _desk.Answer);
            if (!_link.TryPublish(_topics.CommandResult, answer, answer.Length, false))
            {
                return;
            }

            _bytesPublished += answer.Length;
            _desk.AnswerSent();
        }
    }

    private StreamDelivery? StreamOf(ulong streamId)
    {
        for (int i = 0; i < _streams.Length; i++)
        {
            if (_streams[i].StreamId == streamId)
            {
                return _streams[i];
            }
        }

        return null;
    }

    private void SendState(long linkMs)
    {
        byte[] state = Sign(_topics.State, _writeState());
        if (_link.TryPublish(_topics.State, state, state.Length, true))
        {
            _bytesPublished += state.Length;
            _nextStateMs = linkMs + _settings.StateEveryMs;
        }
    }

    // Streams take turns, so that one with a long backlog does not keep the others waiting.
    private void SendFrames(long linkMs)
    {
        int idle = 0;
        for (int sent = 0; sent < _settings.FramesPerStep && idle < _streams.Length;)
        {
            _turn = (_turn + 1) % _streams.Length;
            StreamDelivery stream = _streams[_turn];
            if (!stream.TryChoose(linkMs, linkMs >= _nextBackfillMs))
            {
                idle++;
                continue;
            }

            if (!_schemas.TryGoBefore(stream, linkMs)
                || !_link.TryPublish(stream.IsLive ? _topics.Live : _topics.Backfill, stream.Frame, stream.FrameLength, false))
            {
                return;
            }

            if (!stream.IsLive)
            {
                _nextBackfillMs = linkMs + _settings.BackfillIntervalMs;
            }

            _bytesPublished += stream.FrameLength;
            stream.OnSent(linkMs);
            sent++;
            idle = 0;
        }
    }
}
