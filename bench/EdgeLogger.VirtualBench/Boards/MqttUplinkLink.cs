using System;
using System.Buffers;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Mqtt;
using EdgeLogger.Topics;

namespace EdgeLogger.VirtualBench.Boards;

/// <summary>
/// A board's connection over the gateway's MQTT client, at 3.1.1 and with a clean session, as a board's own client connects.
/// Nothing here blocks: connecting and publishing go on in the background, at most so many messages unacknowledged by the broker;
/// what arrives waits in the client, which makes the broker wait in its turn.
/// </summary>
public sealed class MqttUplinkLink : IUplinkLink, IAsyncDisposable
{
    /// <summary>Messages handed on and not yet acknowledged by the broker.</summary>
    private const int MaxUnderWay = 64;

    private readonly MqttLinkOptions _options;
    private readonly Func<MqttLinkOptions, IMqttLink> _create;
    private readonly BoardTopics _topics;
    private volatile Connection? _connection;
    private volatile string _lastError = "";

    /// <summary>Makes a connection that is down.</summary>
    /// <param name="boardId">The board; also its client id.</param>
    /// <param name="options">Host, port and credentials. Client id, will, session and version are set here.</param>
    /// <param name="create">Makes one client for one connection.</param>
    public MqttUplinkLink(string boardId, MqttLinkOptions options, Func<MqttLinkOptions, IMqttLink> create)
    {
        ArgumentNullException.ThrowIfNull(options);
        _topics = new BoardTopics(boardId);
        _create = create;
        _options = options with
        {
            ClientId = boardId,
            Protocol = MqttProtocol.V311,
            CleanStart = true,
        };
    }

    /// <inheritdoc/>
    public LinkState State => _connection?.State ?? LinkState.Down;

    /// <inheritdoc/>
    public string LastError => _lastError;

    /// <inheritdoc/>
    public void BeginConnect(byte[] will)
    {
        Close();
        _connection = new Connection(this, _create(_options with { Will = new MqttWill(_topics.State, will, Retain: true) }));
    }

    /// <inheritdoc/>
    public bool TryPublish(string topic, byte[] payload, int length, bool retain) =>
        _connection?.TryPublish(topic, payload, length, retain) ?? false;

    /// <inheritdoc/>
    public bool TryReceive(InboundMessage into) => _connection?.TryReceive(into) ?? false;

    /// <inheritdoc/>
    public void Close()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            _ = connection.DisposeAsync().AsTask();
        }
    }

    /// <summary>Ends the connection with a farewell.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>One connection, from the attempt to its end.</summary>
    private sealed class Connection : IAsyncDisposable
    {
        private readonly MqttUplinkLink _owner;
        private readonly IMqttLink _link;
        private readonly CancellationTokenSource _cancel = new();
        private readonly Task _running;
        private int _state = (int)LinkState.Connecting;
        private int _underWay;

        public Connection(MqttUplinkLink owner, IMqttLink link)
        {
            _owner = owner;
            _link = link;
            CancellationToken cancelled = _cancel.Token;
            _running = Task.Run(() => RunAsync(cancelled), CancellationToken.None);
        }

        public LinkState State => (LinkState)Volatile.Read(ref _state);

        public bool TryPublish(string topic, byte[] payload, int length, bool retain)
        {
            if (State != LinkState.Up || Volatile.Read(ref _underWay) >= MaxUnderWay)
            {
                return false;
            }

            byte[] copy = ArrayPool<byte>.Shared.Rent(length);
            payload.AsSpan(0, length).CopyTo(copy);
            Interlocked.Increment(ref _underWay);
            _ = PublishAsync(topic, copy, length, retain);
            return true;
        }

        public bool TryReceive(InboundMessage into)
        {
            while (State == LinkState.Up && _link.Messages.TryRead(out MqttMessage? message))
            {
                _link.Acknowledge(message);
                if (message.Payload.Length <= InboundMessage.MaxLength)
                {
                    into.Topic = message.Topic;
                    into.IsRetained = message.Retain;
                    into.Length = message.Payload.Length;
                    message.Payload.CopyTo(into.Payload, 0);
                    return true;
                }
            }

            return false;
        }

        public async ValueTask DisposeAsync()
        {
            Volatile.Write(ref _state, (int)LinkState.Down);
            await _cancel.CancelAsync().ConfigureAwait(false);
            await _running.ConfigureAwait(false);
            _cancel.Dispose();
        }

        private async Task RunAsync(CancellationToken cancelled)
        {
            try
            {
                await _link.ConnectAsync(cancelled).ConfigureAwait(false);
                await _link.SubscribeAsync(_owner._topics.Ack, cancelled).ConfigureAwait(false);
                await _link.SubscribeAsync(_owner._topics.Command, cancelled).ConfigureAwait(false);
                await _link.SubscribeAsync(_owner._topics.Config, cancelled).ConfigureAwait(false);
                Interlocked.CompareExchange(ref _state, (int)LinkState.Up, (int)LinkState.Connecting);
                await _link.Closed.WaitAsync(cancelled).ConfigureAwait(false);
                _owner._lastError = "the connection was lost";
            }
            catch (Exception fault) when (fault is MqttRefusedException or MqttUnreachableException or OperationCanceledException)
            {
                Fail(fault);
            }

            Volatile.Write(ref _state, (int)LinkState.Down);
            await _link.DisposeAsync().ConfigureAwait(false);
        }

        private async Task PublishAsync(string topic, byte[] copy, int length, bool retain)
        {
            try
            {
                await _link.PublishAsync(topic, copy.AsMemory(0, length), MqttQos.AtLeastOnce, retain, CancellationToken.None)
                    .ConfigureAwait(false);
                ArrayPool<byte>.Shared.Return(copy);
            }
            catch (Exception fault) when (fault is MqttRefusedException or MqttUnreachableException or OperationCanceledException)
            {
                // The frame is in the ring and will be sent again; the buffer may still be in use and is left to the collector.
                Fail(fault);
            }

            Interlocked.Decrement(ref _underWay);
        }

        private void Fail(Exception fault)
        {
            if (fault is not OperationCanceledException)
            {
                _owner._lastError = fault.Message;
            }
        }
    }
}
