using EdgeLogger.Firmware.Drivers;
using EdgeLogger.Firmware.Drivers.Ina228;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// The current, and the cell's voltage if the slot has it from here, of a chip that sums charge and energy by itself. Rows get
/// the means that are read, counters the sums. The chip's second is not the board's: where its conversions end on the board's
/// clock shows how long it lasts, and sums are brought to the board's time with that.
/// </summary>
public sealed class Ina228Scan : ClockedScan
{
    // The period is learned better the better the ends are known: 0.4 % of a mean, as with a shunt converter that has no sums.
    private const int WidthShift = 8;
    private const int MsPerSecond = 1000;
    private const int FewestEnergyCodes = 64;

    private readonly Ina228 _chip;
    private readonly bool _withVoltage;
    private readonly long _nominalNs;
    private long _chargeRest;
    private long _energyRest;
    private long _powerRest;

    /// <summary>Creates a scan.</summary>
    /// <param name="chip">The driver.</param>
    /// <param name="readings">Gets the readings.</param>
    /// <param name="withVoltage">Whether the chip measures the cell's voltage too.</param>
    public Ina228Scan(Ina228 chip, ISlotReadings readings, bool withVoltage)
        : base(readings, Channel.Current, chip, Ina228Registers.MeanTimeNs(withVoltage), Ina228Registers.ClockTolerancePercent,
            Ina228Registers.PauseUs, WidthShift)
    {
        _chip = chip;
        _withVoltage = withVoltage;
        _nominalNs = Ina228Registers.MeanTimeNs(withVoltage);
    }

    /// <summary>
    /// Readings whose energy was worked out from voltage and charge, since the current changed its sign in between.
    /// </summary>
    public int Reversals;

    /// <inheritdoc/>
    protected override void OnSilence(long uptimeUs)
    {
        base.OnSilence(uptimeUs);
        if (_withVoltage)
        {
            Readings.OnReading(Channel.Voltage, uptimeUs, 0, ChannelStatus.Missing);
        }
    }

    /// <inheritdoc/>
    protected override ConverterStatus HandOn(long uptimeUs, long endUs, ConverterStatus status)
    {
        if (_withVoltage)
        {
            // The bus pin does not see below ground: a cell that is reversed reads 0, which is a bound.
            HandOver(Channel.Voltage, endUs, _chip.VoltageCode,
                _chip.VoltageCode > 0 ? ConverterStatus.Ok : ConverterStatus.Saturated);
        }

        if (status == ConverterStatus.Saturated || !_chip.HasSums)
        {
            Report(endUs, _chip.Code, status);
            return status;
        }

        NoteReading(endUs);
        Readings.OnIntegral(endUs, _chip.Code, ToBoardTime(_chip.ChargeCodes * MsPerSecond, ref _chargeRest), PowerTime(),
            _withVoltage);
        return status;
    }

    // What the chip counted for its nominal time took the time its conversions take on the board's clock. The rest of the
    // division is kept.
    private long ToBoardTime(long chipTime, ref long rest)
    {
        long wholes = chipTime / _nominalNs * Clock.PeriodNs;
        long scaled = (chipTime % _nominalNs * Clock.PeriodNs) + rest;
        rest = scaled % _nominalNs;
        return wholes + (scaled / _nominalNs);
    }

    private long PowerTime()
    {
        if (!_withVoltage)
        {
            return 0;
        }

        // The chip sums magnitudes, in coarse codes. They say more than voltage times charge only where the current is large, and
        // then have to agree with that but for the ripple of both; else the current turned round in between.
        long product = _chip.VoltageCode * _chip.ChargeCodes;
        long magnitude = product < 0 ? -product : product;
        long energy = _chip.EnergyCodes << Ina228Registers.EnergyCodeShift;
        if (magnitude >> Ina228Registers.EnergyCodeShift < FewestEnergyCodes)
        {
            energy = magnitude;
        }
        else if (energy - magnitude > magnitude >> 4 || magnitude - energy > magnitude >> 4)
        {
            Reversals++;
            energy = magnitude;
        }

        _powerRest += ToBoardTime((product < 0 ? -energy : energy) * MsPerSecond, ref _energyRest);
        long power = _powerRest >> Counters.PowerShift;
        _powerRest -= power << Counters.PowerShift;
        return power;
    }
}
