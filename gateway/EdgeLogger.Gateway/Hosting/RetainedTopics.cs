using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EdgeLogger.Ingest;
using EdgeLogger.Keys;
using EdgeLogger.Loops;
using EdgeLogger.Mqtt;
using EdgeLogger.Topics;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>
/// What the broker keeps of boards: the newest good state of a board with a key is put back when somebody has overwritten it, so
/// that all who read it there find it; and what it keeps of a board that was revoked is cleared.
/// </summary>
internal sealed class RetainedTopics : IAsyncDisposable
{
    // Who overwrites a state a thousand times a moment is answered once for many.
    private const int MostWaiting = 1000;

    private readonly Func<string, ReadOnlyMemory<byte>, CancellationToken, ValueTask> _retain;
    private readonly BoardStates _states;
    private readonly BoardKeys _keys;
    private readonly Loop _loop;
    private readonly Channel<(string Topic, Func<byte[]?> Payload)> _waiting =
        Channel.CreateBounded<(string, Func<byte[]?>)>(
            new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private int _disposed;

    /// <param name="retain">Publishes a retained message.</param>
    /// <param name="states">The boards' states.</param>
    /// <param name="keys">The boards' keys.</param>
    /// <param name="loops">Where it is reported that this does not work.</param>
    public RetainedTopics(Func<string, ReadOnlyMemory<byte>, CancellationToken, ValueTask> retain, BoardStates states,
        BoardKeys keys, LoopHealth loops)
    {
        _retain = retain;
        _states = states;
        _keys = keys;
        _loop = new Loop("keeping of the boards' retained messages", loops);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Puts the board's newest good state back. Returns at once.</summary>
    public void PutBack(string board)
    {
        string topic = new BoardTopics(board).State;
        _waiting.Writer.TryWrite((topic, () => GoodState(board, topic)));
    }

    /// <summary>Clears what the broker keeps of a board. Returns at once.</summary>
    public void Clear(string board)
    {
        BoardTopics topics = new(board);
        foreach (string topic in (string[])[topics.State, topics.Schema, topics.Config])
        {
            _waiting.Writer.TryWrite((topic, () => []));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _stopping.CancelAsync().ConfigureAwait(false);
            await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stopping.Dispose();
        }
    }

    private async Task RunAsync()
    {
        await foreach ((string topic, Func<byte[]?> payload) in _waiting.Reader.ReadAllAsync(
            _stopping.Token).ConfigureAwait(false))
        {
            await _loop.TurnAsync(token => PublishAsync(topic, payload(), token), _stopping.Token).ConfigureAwait(false);
        }
    }

    private async Task PublishAsync(string topic, byte[]? payload, CancellationToken cancellationToken)
    {
        try
        {
            if (payload is not null)
            {
                await _retain(topic, payload, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is MqttUnreachableException or MqttRefusedException)
        {
            // Without a connection nobody reads it either, and another lab's broker may keep us from it; a board states itself
            // every minute.
        }
    }

    // Only what was signed once may be signed again: anything else would get a signature that it never had.
    private byte[]? GoodState(string board, string topic) =>
        _states.Find(board) is { WasSigned: true } state && _keys.Find(board) is { IsInForce: true } key
        ? key.SignDocument(topic, state.Json.ToArray())
        : null;
}
