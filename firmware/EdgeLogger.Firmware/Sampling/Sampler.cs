using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// Turns one slot's readings into rows and exact counters. A current reading is the tick: it is taken to hold since the current
/// reading before it, together with the newest voltage, and closes rows. Times are cut to whole ms before they are subtracted, so
/// the parts of any interval add up to the interval. Allocates nothing after its construction.
/// </summary>
public sealed class Sampler : ISlotReadings
{
    private readonly SamplerSettings _settings;
    private readonly SlotFrames _frames;
    private readonly Counters _counters = new Counters();
    private readonly SlowMean _temperature;
    private readonly SlowMean _pressure;
    private readonly ChannelWatch[] _watches = new ChannelWatch[Channel.Count];
    private readonly int[] _codes = new int[Channel.Count];
    private readonly byte[] _status = new byte[Channel.Count];

    private int _voltage;
    private bool _voltageWasHeard;
    private byte _voltageStatus = ChannelStatus.Missing;
    private long _voltageMs;

    private bool _integrating;
    private bool _ticked;
    private int _current;
    private long _tickMs;

    private bool _hasIntegral;
    private long _currentTime;
    private bool _hasPower;
    private long _powerTime;

    private long _rowMs;
    private long _rowEndMs;
    private long _rowCurrentTime;
    private long _rowCurrentMs;
    private long _rowVoltageTime;
    private long _rowVoltageMs;
    private int _burstMs;
    private long _burstEndMs;
    private int _rowTicks;
    private byte _rowCurrentStatus;
    private bool _rowVoltageSaturated;

    /// <summary>Makes the sampler of one slot.</summary>
    public Sampler(SamplerSettings settings, SlotFrames frames)
    {
        _settings = settings;
        _frames = frames;
        _temperature = new SlowMean(settings.TemperatureBandCodes);
        _pressure = new SlowMean(settings.PressureBandCodes);
        for (int channel = 0; channel < Channel.Count; channel++)
        {
            _watches[channel] = new ChannelWatch((byte)channel, settings.FaultAfterMs);
        }
    }

    /// <summary>The exact sums up to the last reading.</summary>
    public Counters Counters => _counters;

    /// <summary>Uptime of the last reading of any channel, good or not, us.</summary>
    public long LastReadingUs { get; private set; }

    /// <inheritdoc/>
    public void OnReading(int channel, long uptimeUs, int code, byte status)
    {
        LastReadingUs = uptimeUs;
        long uptimeMs = uptimeUs / 1000;
        if (_watches[channel].IsNews(status, uptimeMs))
        {
            Report(_watches[channel], uptimeMs);
        }

        switch (channel)
        {
            case Channel.Current:
                OnCurrent(uptimeMs, code, status);
                break;
            case Channel.Voltage:
                _voltage = code;
                _voltageWasHeard = true;
                _voltageStatus = status;
                _voltageMs = uptimeMs;
                break;
            case Channel.Temperature:
                _temperature.Add(code, status);
                break;
            default:
                _pressure.Add(code, status);
                break;
        }
    }

    /// <inheritdoc/>
    public void OnIntegral(long uptimeUs, int code, long currentTime, long powerTime, bool hasPower)
    {
        _hasIntegral = true;
        _currentTime = currentTime;
        _hasPower = hasPower;
        _powerTime = powerTime;
        OnReading(Channel.Current, uptimeUs, code, ChannelStatus.Ok);
        _hasIntegral = false;
        _hasPower = false;
    }

    /// <summary>A row for every reading of the current, for a while.</summary>
    /// <param name="seconds">How long, 1 to 3,600 s.</param>
    /// <param name="isNow">Whether at once; else from the next step of the current on, once.</param>
    public void Burst(int seconds, bool isNow)
    {
        _burstMs = isNow ? 0 : seconds * 1000;
        _burstEndMs = isNow ? _tickMs + seconds * 1000L : 0;
    }

    /// <summary>Ends the row in progress; the next reading starts integration again.</summary>
    public void Break()
    {
        EndRowBefore();
        _integrating = false;
    }

    private void OnCurrent(long uptimeMs, int code, byte status)
    {
        // A failure is dated when it is noticed, a conversion when it ended: the order can be turned by a little.
        if (_ticked && uptimeMs < _tickMs)
        {
            uptimeMs = _tickMs;
        }

        long elapsedMs = _ticked ? uptimeMs - _tickMs : 0;
        if (elapsedMs > _settings.BreakMs)
        {
            Break();
            elapsedMs = 0;
        }

        if (uptimeMs - _voltageMs > _settings.BreakMs)
        {
            _voltageStatus = ChannelStatus.Missing;
        }

        if (status != ChannelStatus.Ok)
        {
            Miss(uptimeMs, elapsedMs, code, status);
        }
        else if (_integrating)
        {
            Advance(uptimeMs, elapsedMs, code);
        }
        else if (_voltageWasHeard)
        {
            Restart(uptimeMs, code);
        }

        _tickMs = uptimeMs;
        _ticked = true;
    }

    private void Advance(long uptimeMs, long elapsedMs, int code)
    {
        bool step = _settings.StepCodes > 0 && IsBeyond(code, _current, _settings.StepCodes);
        if (step)
        {
            EndRowBefore();
            _frames.CloseAtStep();
            BurstAtStep(uptimeMs);
        }

        // A row is a shape, so it takes the conversions; a counter takes the converter's own sum where there is one.
        long charge = code * elapsedMs;
        _counters.CurrentTime += _hasIntegral ? _currentTime : charge;
        _rowCurrentTime += charge;
        _rowCurrentMs += elapsedMs;
        if (_voltageStatus == ChannelStatus.Ok)
        {
            long product = ((long)_voltage * code + (1L << (Counters.PowerShift - 1))) >> Counters.PowerShift;
            _counters.VoltageTime += _voltage * elapsedMs;
            _counters.PowerTime += _hasPower ? _powerTime : product * elapsedMs;
        }

        AddVoltage(elapsedMs);
        _current = code;
        _rowTicks++;
        if (step || uptimeMs >= _rowEndMs || uptimeMs <= _burstEndMs || HasChanged(uptimeMs))
        {
            EndRow(uptimeMs);
        }
    }

    private void BurstAtStep(long uptimeMs)
    {
        if (_burstMs > 0)
        {
            _burstEndMs = uptimeMs + _burstMs;
            _burstMs = 0;
        }
    }

    // No good current: the row goes on with the other channels, nothing is added to the counters.
    private void Miss(long uptimeMs, long elapsedMs, int code, byte status)
    {
        if (_integrating)
        {
            Break();
        }

        AddVoltage(elapsedMs);
        _current = code;
        _rowCurrentStatus = status;
        _rowTicks++;
        if (uptimeMs >= _rowEndMs)
        {
            EndRow(uptimeMs);
        }
    }

    // Never before the voltage has been heard of, be it that there is none: the boot's first row would report a fault that is not
    // there.
    private void Restart(long uptimeMs, int code)
    {
        EndRowBefore();
        _frames.Restart();
        _integrating = true;
        _current = code;
        _rowTicks = 1;
        _rowVoltageSaturated = _voltageStatus == ChannelStatus.Saturated;
        EndRow(uptimeMs);
    }

    private void AddVoltage(long elapsedMs)
    {
        if (_voltageStatus == ChannelStatus.Ok)
        {
            _rowVoltageTime += _voltage * elapsedMs;
            _rowVoltageMs += elapsedMs;
        }

        _rowVoltageSaturated |= _voltageStatus == ChannelStatus.Saturated;
    }

    private bool HasChanged(long uptimeMs) => uptimeMs - _rowMs >= _settings.AddedRowMs
        && ((_settings.VoltageChangeCodes > 0 && _voltageStatus == ChannelStatus.Ok
                && _status[Channel.Voltage] == ChannelStatus.Ok
                && IsBeyond(_voltage, _codes[Channel.Voltage], _settings.VoltageChangeCodes))
            || (_settings.PressureChangeCodes > 0 && _pressure.IsBeyond(_settings.PressureChangeCodes)));

    private static bool IsBeyond(int code, int from, int threshold)
    {
        long change = (long)code - from;
        return change > threshold || change < -threshold;
    }

    private void EndRowBefore()
    {
        if (_rowTicks > 0)
        {
            EndRow(_tickMs);
        }
    }

    private void EndRow(long uptimeMs)
    {
        _codes[Channel.Current] = _rowCurrentMs > 0 ? IntegerMean.Of(_rowCurrentTime, _rowCurrentMs) : _current;
        _status[Channel.Current] = _rowCurrentStatus;
        PutVoltage();
        _status[Channel.Temperature] = _temperature.Take(out _codes[Channel.Temperature]);
        _status[Channel.Pressure] = _pressure.Take(out _codes[Channel.Pressure]);
        _frames.AddRow(uptimeMs, _codes, _status, _counters);

        _rowMs = uptimeMs;
        _rowEndMs = (uptimeMs / _settings.PeriodMs + 1) * _settings.PeriodMs;
        _rowCurrentTime = 0;
        _rowCurrentMs = 0;
        _rowVoltageTime = 0;
        _rowVoltageMs = 0;
        _rowTicks = 0;
        _rowCurrentStatus = ChannelStatus.Ok;
        _rowVoltageSaturated = false;
    }

    private void PutVoltage()
    {
        bool mean = _rowVoltageMs > 0 && !_rowVoltageSaturated;
        _codes[Channel.Voltage] = mean ? IntegerMean.Of(_rowVoltageTime, _rowVoltageMs) : _voltage;
        _status[Channel.Voltage] = mean ? ChannelStatus.Ok
            : _rowVoltageSaturated ? ChannelStatus.Saturated : _voltageStatus;
    }

    private void Report(ChannelWatch watch, long uptimeMs)
    {
        EndRowBefore();
        _frames.AddEvent(uptimeMs, watch.EventCode, watch.Channel, watch.EventValue, _counters);
    }
}
