using System;
using System.Threading;

namespace EdgeLogger.Mqtt.Managed;

/// <summary>
/// Two looks in each keep-alive time: a ping where either side was silent since the last look, and the end where two looks after a ping
/// nothing at all was heard. A dead broker is noticed within twice the keep-alive time.
/// </summary>
internal sealed class KeepAlive : IDisposable
{
    private readonly TimeSpan _time;
    private readonly Outbox _outbox;
    private readonly Action<TimeSpan> _silence;
    private readonly ITimer? _timer;
    private int _heard;
    private int _silentLooks;

    /// <param name="time">Zero: no keep-alive at all.</param>
    /// <param name="outbox">Where pings go, and which knows whether anything was sent.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="silence">Told when the broker is gone.</param>
    public KeepAlive(TimeSpan time, Outbox outbox, TimeProvider timeProvider, Action<TimeSpan> silence)
    {
        _time = time;
        _outbox = outbox;
        _silence = silence;
        if (time > TimeSpan.Zero)
        {
            _timer = timeProvider.CreateTimer(static state => ((KeepAlive)state!).Look(), this, time / 2, time / 2);
        }
    }

    /// <summary>The broker sent something.</summary>
    public void Heard() => Volatile.Write(ref _heard, 1);

    public void Dispose() => _timer?.Dispose();

    private void Look()
    {
        bool heard = Interlocked.Exchange(ref _heard, 0) != 0;
        bool sent = _outbox.TakeWroteRecently();
        _silentLooks = heard ? 0 : _silentLooks + 1;
        if (_silentLooks > 2)
        {
            _silence(_time);
        }
        else if (!heard || !sent)
        {
            _outbox.Ping();
        }
    }
}
