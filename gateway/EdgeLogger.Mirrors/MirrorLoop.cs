using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Loops;
using EdgeLogger.Mqtt;

namespace EdgeLogger.Mirrors;

/// <summary>
/// What all mirrors do: a session of their own with the broker, and a turn every so often. A broker that is away costs nothing:
/// what it missed is the past, and the latest state is published when it is back.
/// </summary>
internal sealed class MirrorLoop : IAsyncDisposable
{
    private readonly MqttSession _session;
    private readonly Loop _turning;
    private readonly Loop _receiving;
    private readonly TimeProvider _time;
    private readonly TimeSpan _every;
    private readonly Func<MqttSession, bool, CancellationToken, Task> _turn;
    private readonly Action<MqttMessage> _receive;
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private Task _hearing = Task.CompletedTask;
    private int _connections;
    private int _served;

    /// <param name="name">The mirror's name.</param>
    /// <param name="loops">Where its troubles are reported.</param>
    /// <param name="session">The session; disposed with this.</param>
    /// <param name="time">Clock of the turns.</param>
    /// <param name="every">Time between turns.</param>
    /// <param name="turn">One turn; receives whether it is the first of a connection.</param>
    /// <param name="receive">Given every message.</param>
    public MirrorLoop(
        string name, LoopHealth loops, MqttSession session, TimeProvider time, TimeSpan every,
        Func<MqttSession, bool, CancellationToken, Task> turn, Action<MqttMessage> receive)
    {
        _session = session;
        _turning = new Loop($"mirror {name}", loops);
        _receiving = new Loop($"messages to mirror {name}", loops);
        _time = time;
        _every = every;
        _turn = turn;
        _receive = receive;
        session.StateChanged += state => _connections += session.IsUp ? 1 : 0;
    }

    /// <summary>Makes the next turn the first of a connection again.</summary>
    public void Restart() => Volatile.Write(ref _served, -1);

    public void Start()
    {
        _running = Task.Run(RunAsync);
        _hearing = Task.Run(ReceiveAsync);
        _session.Start();
    }

    /// <summary>Says a last word while the session is up.</summary>
    public async Task EndAsync(Func<MqttSession, CancellationToken, Task> lastWord)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        if (_session.IsUp)
        {
            using CancellationTokenSource patience = new(TimeSpan.FromSeconds(2), _time);
            await QuietlyAsync(() => lastWord(_session, patience.Token)).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        await _session.DisposeAsync().ConfigureAwait(false);
        await _hearing.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            if (_session.IsUp)
            {
                int connection = Volatile.Read(ref _connections);
                bool isFirst = Volatile.Read(ref _served) != connection;
                bool isDone = false;
                await _turning.TurnAsync(
                    async stopping => isDone = await QuietlyAsync(() => _turn(_session, isFirst, stopping)).ConfigureAwait(false),
                    _stopping.Token).ConfigureAwait(false);
                if (isDone && isFirst)
                {
                    Volatile.Write(ref _served, connection);
                }
            }

            await Task.Delay(_turning.Pause(_every), _time, _stopping.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReceiveAsync()
    {
        await foreach (MqttMessage message in _session.Messages.ReadAllAsync().ConfigureAwait(false))
        {
            _receiving.Turn(() => _receive(message));
            _session.Acknowledge(message);
        }
    }

    private static async Task<bool> QuietlyAsync(Func<Task> action)
    {
        try
        {
            await action().ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (error is MqttUnreachableException or MqttRefusedException or OperationCanceledException)
        {
            // The session connects again, and the next turn says everything again.
            return false;
        }
    }
}
