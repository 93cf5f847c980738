using System;
using System.IO;
using System.IO.Pipelines;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace EdgeLogger.Mqtt.Managed;

/// <summary>
/// A small MQTT client: QoS 0 and 1, one read loop, no thread and no buffer of its own while idle, so that ten thousand fit in one process.
/// It keeps no state across connections: a QoS 1 message whose acknowledgement was lost with the connection is the caller's to send again.
/// At most <see cref="MqttLinkOptions.ReceiveMaximum"/> messages of each QoS wait in <see cref="Messages"/>; beyond that, QoS 1 waits at the
/// broker and QoS 0 is dropped.
/// </summary>
public sealed partial class ManagedMqttLink : IMqttLink
{
    private static readonly TimeSpan FarewellTimeout = TimeSpan.FromSeconds(1);

    private static readonly StreamPipeReaderOptions ReaderOptions = new(bufferSize: 4096, minimumReadSize: 1024, useZeroByteReads: true);

    private readonly MqttLinkOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly Channel<MqttMessage> _messages = Channel.CreateUnbounded<MqttMessage>();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TopicCache _topics = new();
    private Stream? _stream;
    private PipeReader? _reader;
    private Outbox? _outbox;
    private InboundProperties _broker;
    private KeepAlive? _keepAlive;
    private Task _reading = Task.CompletedTask;
    private Exception? _writeFailure;
    private int _connectCalled;
    private int _leaving;
    private int _closing;

    public ManagedMqttLink(MqttLinkOptions options, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentOutOfRangeException.ThrowIfZero(options.ReceiveMaximum);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumPacketSize, 16);
        _options = options;
        _timeProvider = timeProvider;
    }

    /// <inheritdoc/>
    public ChannelReader<MqttMessage> Messages => _messages.Reader;

    /// <inheritdoc/>
    public Task Closed => _closed.Task;

    private string Where => $"{_options.Host}:{_options.Port}";

    /// <inheritdoc/>
    public async Task<bool> ConnectAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _connectCalled, 1) != 0)
        {
            throw new InvalidOperationException("ConnectAsync was called before; make a new link to connect again.");
        }

        using var timeout = new CancellationTokenSource(_options.ConnectTimeout, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await ConnectOnceAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var late = new MqttUnreachableException($"no answer from {Where} within {_options.ConnectTimeout.TotalSeconds:0.#} s");
            Close(late);
            throw late;
        }
        catch (Exception e) when (e is MqttProtocolException or IOException or ObjectDisposedException)
        {
            var failure = new MqttUnreachableException($"{Where} does not answer like a broker of {_options.ProtocolName}: {e.Message}", e);
            Close(failure);
            throw failure;
        }
        catch (Exception e)
        {
            Close(e);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task SubscribeAsync(string filter, CancellationToken cancellationToken)
    {
        OutboundPackets.CheckText(filter, nameof(filter));
        return SendAsync(PendingRequest.Subscribe(filter), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask PublishAsync(
        string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain, CancellationToken cancellationToken)
    {
        OutboundPackets.CheckTopic(topic);
        cancellationToken.ThrowIfCancellationRequested();
        Outbox outbox = Connected();
        CheckBrokerTakes(topic, payload.Length, qos, retain);
        return new ValueTask(qos == MqttQos.AtMostOnce
            ? outbox.PublishAtMostOnce(topic, payload.Span, retain)
            : SendAsync(PendingRequest.Publish(topic, payload, retain), cancellationToken));
    }

    /// <inheritdoc/>
    public void Acknowledge(MqttMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);

        // A message of an earlier connection has no place in this one's order: the broker sends it again, or has.
        if (message.PacketId != 0 && message.TryTakeAcknowledgement(this))
        {
            _outbox?.Acknowledge(message.PacketId);
        }
    }

    /// <summary>Drops the connection without a farewell, as a power cut would: the broker publishes the will.</summary>
    public void Abort() => Close(null);

    /// <summary>Says good-bye, after the acknowledgements that are due, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_outbox is { } outbox && !_closed.Task.IsCompleted)
        {
            try
            {
                Volatile.Write(ref _leaving, 1);
                await outbox.Disconnect(MqttReason.Success).WaitAsync(FarewellTimeout, _timeProvider).ConfigureAwait(false);
            }
            catch (Exception e) when (e is TimeoutException or MqttUnreachableException)
            {
                // The other side is gone or stuck: closing is all that is left to do.
            }
        }

        Close(null);
        await _reading.ConfigureAwait(false);
    }

    private async Task SendAsync(PendingRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Outbox outbox = Connected();
        outbox.Send(request);
        using CancellationTokenRegistration cancelled = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                (Outbox owner, PendingRequest pending) = ((Outbox, PendingRequest))state!;
                owner.Cancel(pending, token);
            },
            cancellationToken.CanBeCanceled ? (outbox, request) : null);
        await request.Task.ConfigureAwait(false);
    }

    private Outbox Connected() =>
        _outbox ?? throw new MqttUnreachableException($"not connected to {Where}");

    private void CheckBrokerTakes(string topic, int payloadLength, MqttQos qos, bool retain)
    {
        byte refusal = MqttReason.Success;
        if (OutboundPackets.PublishSize(_options.Protocol, topic, payloadLength, qos) > Math.Min(_broker.MaximumPacketSize, 256L << 20))
        {
            refusal = MqttReason.PacketTooLarge;
        }
        else if (qos == MqttQos.AtLeastOnce && !_broker.QosOneAvailable)
        {
            refusal = MqttReason.QosNotSupported;
        }
        else if (retain && !_broker.RetainAvailable)
        {
            refusal = MqttReason.RetainNotSupported;
        }

        if (refusal != MqttReason.Success)
        {
            throw new MqttRefusedException(
                $"the broker at {Where} does not take a message of {payloadLength} bytes on '{topic}': {MqttReason.Words(refusal)}",
                refusal);
        }
    }

    private void Close(Exception? reason)
    {
        if (Interlocked.Exchange(ref _closing, 1) != 0)
        {
            return;
        }

        _keepAlive?.Dispose();
        _stream?.Dispose();
        _outbox?.Fail(reason as MqttUnreachableException ?? new MqttUnreachableException($"the connection to {Where} was closed", reason));
        _messages.Writer.TryComplete(reason);
        _closed.TrySetResult();
    }
}
