using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace EdgeLogger.Mqtt;

/// <summary>
/// One subscriber that outlives its connections: it connects again after a jittered pause that doubles from half a second to half
/// a minute, subscribes again where the broker has forgotten it, and hands on messages of all connections as one sequence.
/// </summary>
public sealed class MqttSession : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Func<IMqttLink> _create;
    private readonly IReadOnlyList<string> _filters;
    private readonly TimeProvider _time;
    private readonly Random _jitter;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<MqttMessage> _messages = Channel.CreateBounded<MqttMessage>(
        new BoundedChannelOptions(1024) { SingleReader = true, SingleWriter = true });

    private volatile IMqttLink? _link;
    private volatile string _state = "not started";
    private bool _subscribedOnce;
    private Task _running = Task.CompletedTask;
    private int _disposed;

    /// <param name="create">Makes a link for one connection.</param>
    /// <param name="filters">What to subscribe to.</param>
    /// <param name="time">Clock of the pauses.</param>
    /// <param name="seed">Seed of the jitter.</param>
    public MqttSession(Func<IMqttLink> create, IReadOnlyList<string> filters, TimeProvider time, int seed)
    {
        _create = create;
        _filters = filters;
        _time = time;
        _jitter = new Random(seed);
    }

    /// <summary>Messages in the order in which the broker sent them. Completes when the session is disposed.</summary>
    public ChannelReader<MqttMessage> Messages => _messages.Reader;

    /// <summary>Connected and subscribed.</summary>
    public bool IsUp => _link is not null;

    /// <summary>How the session stands, in words for a status line.</summary>
    public string State => _state;

    /// <summary>Raised with <see cref="State"/> when it changes.</summary>
    public event Action<string>? StateChanged;

    /// <summary>Begins to connect, and goes on until disposed.</summary>
    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Acknowledges this message to the broker. A message of a connection that is gone comes again by itself.</summary>
    public void Acknowledge(MqttMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_link is { } link && ReferenceEquals(link, message.Origin))
        {
            link.Acknowledge(message);
        }
    }

    /// <summary>Publishes over the present connection.</summary>
    /// <exception cref="MqttUnreachableException">There is none, or it is lost: the message may or may not have
    /// arrived.</exception>
    /// <exception cref="MqttRefusedException">The broker does not allow it.</exception>
    public ValueTask PublishAsync(
        string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain, CancellationToken cancellationToken) =>
        _link is { } link
            ? link.PublishAsync(topic, payload, qos, retain, cancellationToken)
            : throw new MqttUnreachableException($"There is no connection to the broker now: {_state}.");

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _messages.Writer.TryComplete();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        TimeSpan pause = FirstPause;
        while (!_stopping.IsCancellationRequested)
        {
            long began = _time.GetTimestamp();
            await UseOneLinkAsync().ConfigureAwait(false);
            // A connection that held for a while was a good one: begin with short pauses again.
            pause = _time.GetElapsedTime(began) > LongestPause ? FirstPause : pause;
            await Task.Delay(pause * (0.5 + _jitter.NextDouble()), _time, _stopping.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task UseOneLinkAsync()
    {
        IMqttLink? link = null;
        try
        {
            link = _create();
            bool known = await link.ConnectAsync(_stopping.Token).ConfigureAwait(false);
            if (!known || !_subscribedOnce)
            {
                foreach (string filter in _filters)
                {
                    await link.SubscribeAsync(filter, _stopping.Token).ConfigureAwait(false);
                }
            }

            _subscribedOnce = true;
            _link = link;
            Report("connected");
            await foreach (MqttMessage message in link.Messages.ReadAllAsync(_stopping.Token).ConfigureAwait(false))
            {
                message.Origin = link;
                await _messages.Writer.WriteAsync(message, _stopping.Token).ConfigureAwait(false);
            }

            Report("the broker ended the connection");
        }
        catch (Exception error) when (error is MqttRefusedException or MqttUnreachableException or ChannelClosedException)
        {
            Report(error.InnerException is MqttUnreachableException inner ? inner.Message : error.Message);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            Report("stopped");
        }
#pragma warning disable CA1031 // Whatever it is: the session is what everything comes by, and connects again.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Report($"the connection has failed: {error.GetType().Name}, {error.Message}");
        }
        finally
        {
            _link = null;
            if (link is not null)
            {
                await link.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private void Report(string state)
    {
        if (_state != state)
        {
            _state = state;
            StateChanged?.Invoke(state);
        }
    }
}
