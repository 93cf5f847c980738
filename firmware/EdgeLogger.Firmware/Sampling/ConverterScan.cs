using EdgeLogger.Firmware.Drivers;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// What the scans of all converters share: configure, poll, retry after a fault with growing pauses, free a stuck bus and
/// configure again after a fault that lasted longer than a conversion, and say once a period that there is no reading.
/// </summary>
public abstract class ConverterScan
{
    private const int RetriesInAPeriod = 8;
    private const int PeriodsToStart = 10;
    private const long LongestRetryUs = 5000000;
    private const long LongestPatientRetryUs = 50000;
    private const long RegisterCheckPeriodUs = 10000000;

    private readonly ISlotReadings _readings;
    private readonly int _channel;
    private readonly Converter _chip;
    private readonly long _periodUs;
    private bool _configured;
    private bool _started;
    private long _missingDueUs;
    private long _pollDueUs;
    private readonly long _firstRetryUs;
    private readonly long _silenceUs;
    private long _retryUs;
    private bool _isFaulty;
    private long _goodUs;
    private long _faultSinceUs;
    private long _checkDueUs;

    /// <summary>Creates a scan.</summary>
    /// <param name="readings">Gets the conversions.</param>
    /// <param name="channel">The converter's channel, or the main one of two.</param>
    /// <param name="chip">The converter.</param>
    /// <param name="periodUs">Time from one reading of the channel to the next.</param>
    protected ConverterScan(ISlotReadings readings, int channel, Converter chip, long periodUs)
    {
        _readings = readings;
        _channel = channel;
        _chip = chip;
        _periodUs = periodUs;
        _firstRetryUs = periodUs / RetriesInAPeriod;
        _silenceUs = (2 * periodUs) + (periodUs >> 1);
        _silenceUs = _silenceUs > chip.PatienceUs ? _silenceUs : chip.PatienceUs;
    }

    /// <summary>When there is something to do next, us. 0 before the first step.</summary>
    public long NextDueUs;

    /// <summary>The chip's driver, for its fault counts.</summary>
    public Converter Chip => _chip;

    /// <summary>Times the converter had to be configured again since boot.</summary>
    public int Recoveries;

    /// <summary>Conversions that ended without being read since boot, as far as the chip counts them.</summary>
    public int Missed;

    /// <summary>The last fault since boot; Ok if there was none.</summary>
    public ConverterStatus LastFault;

    /// <summary>Time from one reading of the channel to the next, us.</summary>
    protected long PeriodUs => _periodUs;

    /// <summary>Where readings go.</summary>
    protected ISlotReadings Readings => _readings;

    /// <summary>Does what is due.</summary>
    public void Step(long uptimeUs)
    {
        if (!_started)
        {
            _started = true;
            _goodUs = uptimeUs;
            _pollDueUs = uptimeUs;
            _missingDueUs = uptimeUs + (PeriodsToStart * _periodUs);
            _checkDueUs = uptimeUs + RegisterCheckPeriodUs;
            BeginConfiguration();
        }

        if (uptimeUs >= _pollDueUs)
        {
            Poll(uptimeUs);
        }

        // The first silent period is reported late, by half a period: until then the reading may still come.
        if (uptimeUs >= _missingDueUs)
        {
            OnSilence(uptimeUs);
            _missingDueUs = uptimeUs + _periodUs;
        }

        NextDueUs = _pollDueUs < _missingDueUs ? _pollDueUs : _missingDueUs;
    }

    /// <summary>Gives the chip's driver the configuration that it shall carry out.</summary>
    protected virtual void BeginConfiguration() => _chip.StartOver();

    /// <summary>Conversions run from <paramref name="uptimeUs"/> on; returns when to look for the first, us.</summary>
    protected abstract long Begin(long uptimeUs);

    /// <summary>Looks for a conversion and hands it on; sets <paramref name="nextPollUs"/>.</summary>
    protected abstract ConverterStatus ReadConversion(long uptimeUs, out long nextPollUs);

    /// <summary>
    /// A conversion that ended at <paramref name="endUs"/> has been read; returns what the scan's state is after it.
    /// </summary>
    protected virtual ConverterStatus HandOn(long uptimeUs, long endUs, ConverterStatus status)
    {
        Missed += _chip.NewConversions > 1 ? _chip.NewConversions - 1 : 0;
        Report(endUs, _chip.Code, status);
        return status;
    }

    /// <summary>A whole period without a reading.</summary>
    protected virtual void OnSilence(long uptimeUs) => _readings.OnReading(_channel, uptimeUs, 0, ChannelStatus.Missing);

    /// <summary>Hands a reading of the scan's channel on; it may be that the sensor is at fault.</summary>
    protected void Report(long endUs, int code, ConverterStatus status)
    {
        NoteReading(endUs);
        HandOver(_channel, endUs, code, status);
    }

    /// <summary>Hands a reading of any channel on.</summary>
    protected void HandOver(int channel, long endUs, int code, ConverterStatus status) => _readings.OnReading(
        channel, endUs, status == ConverterStatus.SensorFault ? 0 : code, Translate(status));

    /// <summary>The scan's channel had a reading, however it was handed on.</summary>
    protected void NoteReading(long endUs) => _missingDueUs = endUs + _silenceUs;

    /// <summary>Another channel of this converter was read: no reading of this one is due for a while.</summary>
    protected void PutOffSilence(long uptimeUs) => _missingDueUs = uptimeUs + (3 * _periodUs);

    /// <summary>Whether a status comes with a reading, be it that the sensor is at fault.</summary>
    protected static bool IsReading(ConverterStatus status)
        => status is ConverterStatus.Ok or ConverterStatus.Saturated or ConverterStatus.SensorFault;

    private static byte Translate(ConverterStatus status)
        => status == ConverterStatus.Saturated ? ChannelStatus.Saturated
            : status == ConverterStatus.SensorFault ? ChannelStatus.Error : ChannelStatus.Ok;

    private void Poll(long uptimeUs)
    {
        long nextUs;
        ConverterStatus status;
        bool wasConfigured = _configured;
        if (wasConfigured)
        {
            status = ReadConversion(uptimeUs, out nextUs);
            if (uptimeUs >= _checkDueUs && IsGood(status))
            {
                _checkDueUs = uptimeUs + RegisterCheckPeriodUs;
                ConverterStatus check = _chip.Check();
                status = check == ConverterStatus.ConfigurationLost ? check : status;
            }
        }
        else
        {
            status = _chip.StepConfiguration();
            _configured = status == ConverterStatus.Ok;
            nextUs = _configured ? Begin(uptimeUs) : uptimeUs + _chip.PauseUs;
        }

        if (IsGood(status))
        {
            _pollDueUs = nextUs;

            // A configuration that succeeds is not proof: pauses grow on until the chip has answered a question for data.
            _isFaulty &= !wasConfigured || status == ConverterStatus.Busy;
            NoteProgress(uptimeUs, status);
            return;
        }

        LastFault = status;
        if (!_isFaulty)
        {
            _isFaulty = true;
            _faultSinceUs = uptimeUs;
            _retryUs = _firstRetryUs;
        }

        // Within a period the conversion can still be saved; after that there is no hurry any more.
        _pollDueUs = uptimeUs + _retryUs;
        long lastedUs = uptimeUs - _faultSinceUs;
        if (lastedUs > _periodUs)
        {
            long longestUs = lastedUs > _chip.PatienceUs ? LongestRetryUs : LongestPatientRetryUs;
            _retryUs = _retryUs * 2 < longestUs ? _retryUs * 2 : longestUs;
        }

        bool isLasting = lastedUs > _periodUs && lastedUs > _chip.PatienceUs;

        if (isLasting && status == ConverterStatus.BusStuck)
        {
            _chip.ClearBus();
        }

        if (isLasting || status == ConverterStatus.ConfigurationLost)
        {
            StartOver();
        }
    }

    private static bool IsGood(ConverterStatus status)
        => IsReading(status) || status is ConverterStatus.NoNewData or ConverterStatus.Busy;

    // A converter that answers but never converts, as after a reset that it did not report, is configured again as well.
    private void NoteProgress(long uptimeUs, ConverterStatus status)
    {
        if (status != ConverterStatus.NoNewData || !_configured)
        {
            _goodUs = uptimeUs;
        }
        else if (uptimeUs - _goodUs > 8 * _periodUs)
        {
            _goodUs = uptimeUs;
            StartOver();
        }
    }

    private void StartOver()
    {
        if (_configured)
        {
            Recoveries++;
            _configured = false;
        }

        BeginConfiguration();
    }
}
