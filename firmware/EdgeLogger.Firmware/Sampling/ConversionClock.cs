namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// Where the conversions of a free-running converter end on the board's clock. The converter's own clock is off by up to some
/// percent and nobody wires its ready pin, so every poll teaches: a new conversion ended before the poll, none means that it ends
/// later. Both the end of the last conversion and the period are kept as intervals that each poll narrows. Polls go to the end of
/// the interval, where one transfer fetches the conversion, or to its middle while it is too wide.
/// </summary>
public sealed class ConversionClock
{
    private const long NsPerUs = 1000;
    private const int FirstLesson = 8;
    private const int LastLesson = 4096;
    private const int SuspiciousHits = 8;

    private readonly long _nominalLowNs;
    private readonly long _nominalHighNs;
    private readonly long _driftNs;
    private readonly long _wantedWidthNs;
    private readonly long _retreatNs;

    private long _periodLowNs;
    private long _periodHighNs;
    private long _endLowNs;
    private long _endHighNs;
    private long _emptyNs;
    private long _lastEndUs;

    private long _anchorLowNs;
    private long _anchorHighNs;
    private int _sinceAnchor;
    private int _nextLesson = FirstLesson;
    private long _probeUntilNs;
    private int _hits;

    /// <summary>Creates a clock.</summary>
    /// <param name="periodNs">Nominal time of one conversion.</param>
    /// <param name="tolerancePercent">How far the converter's clock may be off.</param>
    /// <param name="wantedWidthNs">How well the end of a conversion shall be known.</param>
    public ConversionClock(long periodNs, int tolerancePercent, long wantedWidthNs)
    {
        _nominalLowNs = periodNs * (100 - tolerancePercent) / 100;
        _nominalHighNs = periodNs * (100 + tolerancePercent) / 100;
        _periodLowNs = _nominalLowNs;
        _periodHighNs = _nominalHighNs;

        // 20 ppm: what an oscillator of 200 ppm/K drifts in a tenth of a kelvin, while the period is learned.
        _driftNs = periodNs / 50000;
        _retreatNs = periodNs >> 6;
        _wantedWidthNs = wantedWidthNs;
    }

    /// <summary>When to look for the next conversion, us.</summary>
    public long NextPollUs;

    /// <summary>End of the conversion last taken, as well as it is known, us. It only grows.</summary>
    public long EndUs => _lastEndUs;

    /// <summary>Time of one conversion on the board's clock, as well as it is known, ns.</summary>
    public long PeriodNs => (_periodLowNs + _periodHighNs) / 2;

    /// <summary>The longest a conversion may take, us.</summary>
    public long LongestPeriodUs => _nominalHighNs / NsPerUs;

    /// <summary>Conversions were started again between the two times, us.</summary>
    public void Restart(long earliestUs, long latestUs)
    {
        _endLowNs = earliestUs * NsPerUs;
        _endHighNs = latestUs * NsPerUs;
        _emptyNs = _endLowNs;
        WidenPeriod();
        Anchor();
        PlanPoll();
    }

    /// <summary>A poll found new conversions.</summary>
    /// <param name="uptimeUs">Time of the poll.</param>
    /// <param name="conversions">How many ended since the last one taken, if the converter counts them; 0 if it does not.</param>
    public void Taken(long uptimeUs, int conversions)
    {
        long nowNs = uptimeUs * NsPerUs;
        if (conversions <= 0)
        {
            long passed = (nowNs - _endHighNs) / _periodHighNs;
            conversions = passed < 1 ? 1 : (int)passed;
        }

        long low = _endLowNs + (conversions * _periodLowNs);
        long high = _endHighNs + (conversions * _periodHighNs);
        low = low > _emptyNs ? low : _emptyNs;
        low = low > nowNs - _periodHighNs ? low : nowNs - _periodHighNs;
        high = high < nowNs ? high : nowNs;
        if (low > high)
        {
            Forget(nowNs);
        }
        else
        {
            _endLowNs = low;
            _endHighNs = high;
            _sinceAnchor += conversions;
            if (_sinceAnchor >= _nextLesson)
            {
                LearnPeriod();
            }

            NoteHit(nowNs);
        }

        long endUs = (_endLowNs + _endHighNs) / (2 * NsPerUs);
        _lastEndUs = endUs > _lastEndUs ? endUs : _lastEndUs + 1;
        PlanPoll();
    }

    /// <summary>A poll found nothing new: the conversion ends later than this, us.</summary>
    public void NotYet(long uptimeUs)
    {
        _emptyNs = uptimeUs * NsPerUs;
        _hits = 0;
        PlanPoll();
    }

    // Half of the polls in the middle come too early if the interval is right. If none does, its lower end is too late: a clock
    // that drifts to shorter periods would otherwise be followed at a growing distance, and never be found out.
    private void NoteHit(long nowNs)
    {
        if (nowNs <= _probeUntilNs && ++_hits >= SuspiciousHits)
        {
            _hits = 0;
            _endLowNs -= _retreatNs;
            WidenPeriod();
            Anchor();
        }
    }

    private void PlanPoll()
    {
        long low = _endLowNs + _periodLowNs;
        long high = _endHighNs + _periodHighNs;
        if (_emptyNs >= high)
        {
            // Overdue: the phase was wrong, or the converter stands still, which its scan will notice.
            high = _emptyNs + (_periodHighNs >> 4);
        }

        low = low > _emptyNs ? low : _emptyNs;
        long pollNs = high;
        _probeUntilNs = 0;
        if (high - low > _wantedWidthNs)
        {
            // A probe that comes late says little about the middle.
            pollNs = (low + high) / 2;
            _probeUntilNs = pollNs + ((high - low) >> 3) + NsPerUs;
        }

        NextPollUs = (pollNs / NsPerUs) + 1;
    }

    private void LearnPeriod()
    {
        long low = ((_endLowNs - _anchorHighNs) / _sinceAnchor) - _driftNs;
        long high = ((_endHighNs - _anchorLowNs) / _sinceAnchor) + _driftNs;
        low = low > _periodLowNs ? low : _periodLowNs;
        high = high < _periodHighNs ? high : _periodHighNs;
        if (low <= high)
        {
            _periodLowNs = low;
            _periodHighNs = high;
        }
        else
        {
            _periodLowNs = _nominalLowNs;
            _periodHighNs = _nominalHighNs;
        }

        _nextLesson = 2 * _sinceAnchor;
        if (_sinceAnchor >= LastLesson)
        {
            WidenPeriod();
            Anchor();
        }
    }

    private void WidenPeriod()
    {
        long low = _periodLowNs - _driftNs;
        long high = _periodHighNs + _driftNs;
        _periodLowNs = low > _nominalLowNs ? low : _nominalLowNs;
        _periodHighNs = high < _nominalHighNs ? high : _nominalHighNs;
    }

    private void Anchor()
    {
        _anchorLowNs = _endLowNs;
        _anchorHighNs = _endHighNs;
        _sinceAnchor = 0;
        _nextLesson = FirstLesson;
    }

    private void Forget(long nowNs)
    {
        long low = nowNs - _nominalHighNs;
        _endLowNs = low > _emptyNs ? low : _emptyNs;
        _endLowNs = _endLowNs < nowNs ? _endLowNs : low;
        _endHighNs = nowNs;
        _periodLowNs = _nominalLowNs;
        _periodHighNs = _nominalHighNs;
        Anchor();
    }
}
