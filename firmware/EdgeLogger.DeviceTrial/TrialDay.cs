using EdgeLogger.Frames;

namespace EdgeLogger.DeviceTrial;

/// <summary>
/// A simulated day of one slot through sampler, frame writer and ring: pulses, failed and saturated readings, a restart in the
/// middle, and hours in which no gateway answers, so that the ring overwrites. The same day makes the same bytes on every
/// machine.
/// </summary>
public sealed class TrialDay
{
    /// <summary>The time that a trial simulates.</summary>
    public const int Hours = 24;

    private const long MsPerHour = 3_600_000;
    private const int RestartHour = 13;
    private const int OutageFirstHour = 17;
    private const int OutageLastHour = 19;
    private const long AnchorMs = 60_000;
    private const long FreeEveryMs = 600_000;
    private const long StartUnixMs = 1_790_000_000_000;

    private readonly WriteLine _write;
    private readonly FrameDigest _digest;
    private readonly TrialCell _cell = new TrialCell(20260701);
    private readonly TrialFlash _flash = new TrialFlash(4, 4096);
    private readonly byte[] _frame = new byte[FrameLayout.MaxFrameLength];
    private TrialBoot _boot;
    private uint _seen;
    private long _rowsBefore;
    private long _bornMs;

    /// <param name="write">Takes a line an hour, and a last one.</param>
    /// <param name="eachFrame">Takes every frame in hexadecimal; null: nobody does.</param>
    public TrialDay(WriteLine write, WriteLine? eachFrame)
    {
        _write = write;
        _digest = new FrameDigest(eachFrame);
        _boot = new TrialBoot(_flash);
    }

    /// <summary>Lives through the day, and returns the last line of the report.</summary>
    public string Run()
    {
        for (int hour = 0; hour < Hours; hour++)
        {
            if (hour == RestartHour)
            {
                Restart(hour * MsPerHour);
            }

            RunHour(hour);
            _write("hour " + hour + Totals());
        }

        _boot.End();
        TakeFrames();
        string last = "day" + Totals() + " boots " + _boot.Ring.BootCount + " lost " + _boot.Ring.LostFrames
            + " charge " + _boot.Sampler.Counters.CurrentTime + " energy " + _boot.Sampler.Counters.PowerTime;
        _write(last);
        return last;
    }

    // What was in the open frame is gone, as after a loss of power.
    private void Restart(long cellMs)
    {
        _bornMs = cellMs;
        _rowsBefore += _boot.Frames.RowsMade;
        _boot = new TrialBoot(_flash);
    }

    private void RunHour(int hour)
    {
        bool answered = hour < OutageFirstHour || hour > OutageLastHour;
        for (long cellMs = hour * MsPerHour; cellMs < (hour + 1) * MsPerHour; cellMs += TrialCell.StepMs)
        {
            long uptimeMs = cellMs - _bornMs + TrialCell.StepMs;
            _boot.Time.UptimeMs = uptimeMs;
            if (uptimeMs == AnchorMs)
            {
                _boot.Time.Set(StartUnixMs + cellMs, uptimeMs);
                _boot.Frames.AddAnchor(uptimeMs);
            }

            _cell.Step(uptimeMs, _boot.Sampler);
            if (_boot.Ring.NextSequence != _seen + 1)
            {
                TakeFrames();
            }

            if (answered && uptimeMs % FreeEveryMs == 0)
            {
                _boot.Ring.Free(_boot.Ring.NextSequence - 1);
            }
        }
    }

    // Every frame once, as it is in the flash.
    private void TakeFrames()
    {
        for (; _seen + 1 < _boot.Ring.NextSequence; _seen++)
        {
            if (_boot.Ring.TryRead(_seen + 1, _frame, out int length))
            {
                _digest.Add(_frame, length);
            }
        }
    }

    private string Totals() => " rows " + (_rowsBefore + _boot.Frames.RowsMade) + " frames " + _digest.Frames
        + " bytes " + _digest.Bytes + " digest " + _digest.Value.ToString("X8");
}
