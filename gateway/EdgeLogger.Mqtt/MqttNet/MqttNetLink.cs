using System;
using System.Buffers;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using MQTTnet;

namespace EdgeLogger.Mqtt.MqttNet;

/// <summary>
/// The seam on MQTTnet. What MQTTnet leaves to its user is done here: the broker's receive maximum and packet size, the order of
/// acknowledgements, and plain words for what went wrong.
/// </summary>
public sealed class MqttNetLink : IMqttLink
{
    private static readonly TimeSpan FarewellTimeout = TimeSpan.FromSeconds(1);

    private readonly MqttLinkOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly IMqttClient _client;
    private readonly MqttNetAcks _acks;
    private readonly Channel<MqttMessage> _messages = Channel.CreateUnbounded<MqttMessage>();
    private readonly Channel<PendingRequest> _outgoing = Channel.CreateUnbounded<PendingRequest>();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ending = new();
    private SemaphoreSlim? _quota;
    private uint _maximumPacketSize = uint.MaxValue;
    private string? _tlsComplaint;
    private MqttUnreachableException? _failure;
    private Task _sending = Task.CompletedTask;
    private int _connectCalled;
    private int _closing;

    public MqttNetLink(MqttLinkOptions options, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(timeProvider);
        _options = options;
        _timeProvider = timeProvider;
        _acks = new MqttNetAcks(options.ReceiveMaximum);
        _client = new MqttClientFactory().CreateMqttClient();
        _client.ApplicationMessageReceivedAsync += OnMessageAsync;
        _client.DisconnectedAsync += OnDisconnectedAsync;
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
        MqttClientConnectResult result;
        try
        {
            MqttClientOptions options = MqttNetOptions.For(_options, complaint => _tlsComplaint = complaint);
            result = await _client.ConnectAsync(options, either.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // MQTTnet wraps a cancellation in an exception of its own.
            cancellationToken.ThrowIfCancellationRequested();
            string why = timeout.IsCancellationRequested
                ? $"no answer from {Where} within {_options.ConnectTimeout.TotalSeconds:0.#} s"
                : $"no broker of {_options.ProtocolName} at {Where}: {_tlsComplaint ?? e.GetBaseException().Message}";
            throw Closing(new MqttUnreachableException(why, e));
        }

        if (result.ResultCode != MqttClientConnectResultCode.Success)
        {
            throw Closing(MqttReason.Login(_options, (byte)result.ResultCode, result.ReasonString));
        }

        _maximumPacketSize = result.MaximumPacketSize is > 0 and { } limit ? limit : uint.MaxValue;
        _quota = new SemaphoreSlim(result.ReceiveMaximum is > 0 and { } quota ? quota : ushort.MaxValue);
        _sending = SendAsync(_quota);
        return result.IsSessionPresent;
    }

    /// <inheritdoc/>
    public async Task SubscribeAsync(string filter, CancellationToken cancellationToken)
    {
        PublishPacket.CheckText(filter, nameof(filter));
        ThrowUnlessConnected();
        var request = new MqttClientSubscribeOptionsBuilder()
            .WithTopicFilter(filter, MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce).Build();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ending.Token);
        MqttClientSubscribeResult result;
        try
        {
            // What was acknowledged before goes out before, as from one queue.
            await _acks.FlushAsync().ConfigureAwait(false);
            result = await _client.SubscribeAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Gone(e);
        }

        foreach (MqttClientSubscribeResultItem item in result.Items)
        {
            if (Refusal($"the subscription to '{filter}'", (byte)item.ResultCode, result.ReasonString) is { } refused)
            {
                throw refused;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask PublishAsync(
        string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain, CancellationToken cancellationToken)
    {
        PublishPacket.CheckTopic(topic);
        cancellationToken.ThrowIfCancellationRequested();
        ThrowUnlessConnected();
        if (PublishPacket.Size(_options.Protocol, topic, payload.Length, qos) > _maximumPacketSize)
        {
            throw new MqttRefusedException(
                $"the broker at {Where} does not take a message of {payload.Length} bytes on '{topic}': packet too large",
                MqttReason.PacketTooLarge);
        }

        if (qos == MqttQos.AtMostOnce)
        {
            await PublishAtMostOnceAsync(topic, payload, retain, cancellationToken).ConfigureAwait(false);
            return;
        }

        // Who cancels gets the payload's memory back at once, while MQTTnet may still be reading it.
        ReadOnlyMemory<byte> kept = cancellationToken.CanBeCanceled ? payload.ToArray() : payload;
        PendingRequest request = new(topic, kept, retain);
        if (!_outgoing.Writer.TryWrite(request))
        {
            throw Gone(null);
        }

        await request.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Acknowledge(MqttMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.PacketId != 0 && message.TryTakeAcknowledgement(this))
        {
            _acks.Mark(message.PacketId);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_client.IsConnected && Volatile.Read(ref _closing) == 0)
        {
            try
            {
                await _acks.FlushAsync().WaitAsync(FarewellTimeout, _timeProvider).ConfigureAwait(false);
                Close(null);
                await _client.DisconnectAsync(new MqttClientDisconnectOptions(), CancellationToken.None)
                    .WaitAsync(FarewellTimeout, _timeProvider).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // The other side is gone or stuck: closing is all that is left to do.
            }
        }

        Close(null);
        await _sending.ConfigureAwait(false);
        _client.Dispose();
    }

    private Task OnMessageAsync(MqttApplicationMessageReceivedEventArgs received)
    {
        received.AutoAcknowledge = false;
        MqttApplicationMessage message = received.ApplicationMessage;
        byte[] payload = message.Payload.ToArray();
        if (received.PacketIdentifier == 0 && _messages.Reader.Count >= 2 * _options.ReceiveMaximum)
        {
            return Task.CompletedTask;
        }

        if (received.PacketIdentifier != 0 && !_acks.TryAdd(received, payload.Length))
        {
            Close(new MqttUnreachableException(
                $"the broker at {Where} broke the protocol: more messages under way than allowed"));
            return Task.CompletedTask;
        }

        _messages.Writer.TryWrite(new MqttMessage(message.Topic, payload, message.Retain, received.PacketIdentifier, this));
        return Task.CompletedTask;
    }

    private Task OnDisconnectedAsync(MqttClientDisconnectedEventArgs gone)
    {
        string why = gone.Reason != MqttClientDisconnectReason.NormalDisconnection
            ? $"the broker at {Where} ended the connection: {MqttReason.Words((byte)gone.Reason, gone.ReasonString)}"
            : $"the connection to {Where} is gone: {gone.Exception?.GetBaseException().Message ?? "closed without a reason"}";
        Close(new MqttUnreachableException(why, gone.Exception));
        return Task.CompletedTask;
    }

    /// <summary>Hands requests to MQTTnet in their order, as many at a time as the broker allows.</summary>
    private async Task SendAsync(SemaphoreSlim quota)
    {
        await foreach (PendingRequest request in _outgoing.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                await quota.WaitAsync(_ending.Token).ConfigureAwait(false);
                MqttApplicationMessage message =
                    MqttNetOptions.Message(request.Topic, request.Payload, MqttQos.AtLeastOnce, request.Retain);
                _ = SettleAsync(request, _client.PublishAsync(message, _ending.Token), quota);
            }
            catch (Exception e)
            {
                request.TrySetException(Gone(e));
            }
        }
    }

    private async Task SettleAsync(PendingRequest request, Task<MqttClientPublishResult> publishing, SemaphoreSlim quota)
    {
        try
        {
            MqttClientPublishResult result = await publishing.ConfigureAwait(false);
            quota.Release();
            if (Refusal($"a message on '{request.Topic}'", (byte)result.ReasonCode, result.ReasonString) is { } refused)
            {
                request.TrySetException(refused);
            }
            else
            {
                request.TrySetResult();
            }
        }
        catch (Exception e)
        {
            request.TrySetException(Gone(e));
        }
    }

    private async Task PublishAtMostOnceAsync(
        string topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken cancellationToken)
    {
        try
        {
            MqttApplicationMessage message = MqttNetOptions.Message(topic, payload, MqttQos.AtMostOnce, retain);
            await _client.PublishAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Gone(e);
        }
    }

    private static MqttRefusedException? Refusal(string what, byte reason, string? explanation) => reason < MqttReason.FirstError
        ? null
        : new MqttRefusedException($"the broker refused {what}: {MqttReason.Words(reason, explanation)}", reason);

    private void ThrowUnlessConnected()
    {
        if (_quota == null || Volatile.Read(ref _closing) != 0)
        {
            throw Gone(null);
        }
    }

    private MqttUnreachableException Gone(Exception? inner) =>
        new(_failure?.Message ?? $"the connection to {Where} is gone", inner);

    private Exception Closing(Exception reason)
    {
        Close(reason);
        return reason;
    }

    private void Close(Exception? reason)
    {
        if (Interlocked.Exchange(ref _closing, 1) != 0)
        {
            return;
        }

        _failure = reason as MqttUnreachableException;
        _outgoing.Writer.TryComplete();
        _ending.Cancel();
        _messages.Writer.TryComplete(reason);
        _closed.TrySetResult();
    }
}
