using EdgeLogger.Firmware.Drivers;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// What the scans of all converters share: configure, poll, retry after a fault with growing pauses, configure anew after one that
/// lasted longer than a conversion, and say once a period that there is no reading.
/// </summary>
public abstract class ConverterScan
{
    private const int RetriesInAPeriod = 8;
    private const int PeriodsToStart = 10;
    private const long LongestRetryUs = 5000000;
    private const long RegisterCheckPeriodUs = 10000000;

    private readonly ISlotReadings _readings;
    private readonly int _channel;
    private readonly long _periodUs;
    private bool _configured;
    private bool _started;
    private long _missingDueUs;
    private long _pollDueUs;
    private readonly long _firstRetryUs;
    private long _retryUs;
    private bool _isFaulty;
    private long _goodUs;
    private long _faultSinceUs;
    private long _checkDueUs;

    /// <summary>Creates a scan.</summary>
    /// <param name="readings">Gets the conversions.</param>
    /// <param name="channel">The converter's channel, or the main one of two.</param>
    /// <param name="periodUs">Time of one conversion.</param>
    protected ConverterScan(ISlotReadings readings, int channel, long periodUs)
    {
        _readings = readings;
        _channel = channel;
        _periodUs = periodUs;
        _firstRetryUs = periodUs / RetriesInAPeriod;
    }

    /// <summary>When there is something to do next, us. 0 before the first step.</summary>
    public long NextDueUs;

    /// <summary>Times the converter had to be configured again since boot.</summary>
    public int Recoveries;

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

        // The first silent period is told late, by half a period: until then the reading may still come.
        if (uptimeUs >= _missingDueUs)
        {
            OnSilence(uptimeUs);
            _missingDueUs = uptimeUs + _periodUs;
        }

        NextDueUs = _pollDueUs < _missingDueUs ? _pollDueUs : _missingDueUs;
    }

    /// <summary>Tells the chip's driver which configuration it shall carry out.</summary>
    protected abstract void BeginConfiguration();

    /// <summary>One step of the configuration; sets <paramref name="pauseUs"/> to the wait before the next.</summary>
    protected abstract ConverterStatus StepConfiguration(long uptimeUs, out long pauseUs);

    /// <summary>Looks for a conversion and hands it on; sets <paramref name="nextPollUs"/>.</summary>
    protected abstract ConverterStatus ReadConversion(long uptimeUs, out long nextPollUs);

    /// <summary>Reads a part of the configuration back.</summary>
    protected abstract ConverterStatus CheckConfiguration();

    /// <summary>A whole period without a reading.</summary>
    protected virtual void OnSilence(long uptimeUs) => _readings.OnReading(_channel, uptimeUs, 0, ChannelStatus.Missing);

    /// <summary>Hands a conversion on.</summary>
    protected void Report(long endUs, int code, ConverterStatus status)
    {
        _missingDueUs = endUs + (2 * _periodUs) + (_periodUs >> 1);
        _readings.OnReading(_channel, endUs, code, Translate(status));
    }

    /// <summary>Another channel of this converter was read: no reading of this one is due for a while.</summary>
    protected void PutOffSilence(long uptimeUs) => _missingDueUs = uptimeUs + (3 * _periodUs);

    /// <summary>The frame's word for a status with a reading.</summary>
    protected static byte Translate(ConverterStatus status)
        => status == ConverterStatus.Saturated ? ChannelStatus.Saturated : ChannelStatus.Ok;

    private void Poll(long uptimeUs)
    {
        long nextUs;
        ConverterStatus status;
        if (_configured)
        {
            status = ReadConversion(uptimeUs, out nextUs);
            if (uptimeUs >= _checkDueUs && IsGood(status))
            {
                _checkDueUs = uptimeUs + RegisterCheckPeriodUs;
                ConverterStatus check = CheckConfiguration();
                status = check == ConverterStatus.ConfigurationLost ? check : status;
            }
        }
        else
        {
            status = StepConfiguration(uptimeUs, out long pauseUs);
            nextUs = uptimeUs + pauseUs;
            _configured = status == ConverterStatus.Ok;
        }

        if (IsGood(status))
        {
            _pollDueUs = nextUs;
            _isFaulty = false;
            NoteProgress(uptimeUs, status);
            return;
        }

        if (!_isFaulty)
        {
            _isFaulty = true;
            _faultSinceUs = uptimeUs;
            _retryUs = _firstRetryUs;
        }

        // Within a period the conversion can still be saved; after that there is no hurry any more.
        _pollDueUs = uptimeUs + _retryUs;
        bool isLasting = uptimeUs - _faultSinceUs > _periodUs;
        if (isLasting)
        {
            _retryUs = _retryUs * 2 < LongestRetryUs ? _retryUs * 2 : LongestRetryUs;
        }

        if (isLasting || status == ConverterStatus.ConfigurationLost)
        {
            StartOver();
        }
    }

    private static bool IsGood(ConverterStatus status)
        => status is ConverterStatus.Ok or ConverterStatus.Saturated or ConverterStatus.NoNewData or ConverterStatus.Busy;

    // A converter that answers but never converts, as after a reset it did not tell of, is configured anew as well.
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
