using System;

namespace EdgeLogger.Alerts.Tests.Engine;

/// <summary>A machine's two clocks: the one that nobody sets, and UTC, which somebody may.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _ticks = 1_000_000;
    private DateTimeOffset _utc = new(2026, 7, 1, 8, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override DateTimeOffset GetUtcNow() => _utc;

    public void Pass(TimeSpan time)
    {
        _ticks += time.Ticks;
        _utc += time;
    }

    public void SetClock(TimeSpan by) => _utc += by;
}
