using System;
using EdgeLogger.Firmware.Drivers.Ads1115;
using EdgeLogger.Firmware.Drivers.Ads122c04;
using EdgeLogger.Firmware.Drivers.Hx711;
using EdgeLogger.Firmware.Drivers.Ina228;
using EdgeLogger.Firmware.Drivers.Max31865;
using EdgeLogger.Firmware.Drivers.Nau7802;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Units;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// Puts the scans of a slot together from what it is built of. One chip has one scan, for all the channels it measures.
/// </summary>
internal sealed class SlotScans
{
    // Where a step of the current is placed follows from where the conversions end: 0.4 % of one.
    private const int CurrentWidthShift = 8;
    private const int SlowWidthShift = 3;

    private readonly SlotWires _wires;
    private readonly SlotHardware _hardware;
    private readonly ISlotReadings _readings;

    /// <exception cref="InvalidOperationException">The slot's description contradicts itself, or wires are missing; the message
    /// says which.</exception>
    public SlotScans(SlotWires wires, SlotHardware hardware, ISlotReadings readings)
    {
        string contradiction = hardware.Contradiction();
        if (contradiction.Length > 0)
        {
            throw new InvalidOperationException(contradiction);
        }

        _wires = wires;
        _hardware = hardware;
        _readings = readings;
    }

    /// <summary>
    /// The scan of the current: one converter that runs on without a break, so that the conversions cover all of the time.
    /// </summary>
    public ConverterScan Current()
    {
        if (_hardware.CurrentChip == SlotChip.Ina228)
        {
            bool withVoltage = _hardware.VoltageChip == SlotChip.Ina228;
            Ina228 monitor = new Ina228(_wires.I2c, _hardware.CurrentChipAddress, _hardware.NarrowShuntRange, withVoltage);
            return new Ina228Scan(monitor, _readings, withVoltage);
        }

        Ads122c04 chip = new Ads122c04(_wires.I2c, _hardware.CurrentChipAddress);
        chip.BeginConfiguration(
            Ads122c04Registers.Register0(Ads122c04Input.Ain0Ain1, _hardware.CurrentGain, false),
            Ads122c04Registers.Register1(_hardware.Rate, Ads122c04Reference.Internal),
            Ads122c04Registers.Register2(Ads122c04Excitation.Off),
            Ads122c04Registers.Register3(Ads122c04Route.Off, Ads122c04Route.Off));
        return new ClockedScan(_readings, Channel.Current, chip, Ads122c04Registers.ConversionTimeNs(_hardware.Rate),
            Ads122c04Registers.ClockTolerancePercent, Ads122c04Registers.PauseUs, CurrentWidthShift);
    }

    /// <summary>The scan of the cell's voltage; null if the current's chip measures it.</summary>
    public ConverterScan? Voltage() => _hardware.VoltageChip switch
    {
        SlotChip.Ina228 => null,
        SlotChip.Ads1115 => new Ads1115Scan(new Ads1115(_wires.I2c, _hardware.VoltageChipAddress, Ads1115Scan.Rate),
            _readings, _hardware,
            true, _hardware.ThermometerIsOnVoltageChip),
        _ => new VoltageScan(new Ads122c04(_wires.I2c, _hardware.VoltageChipAddress), _hardware, _readings),
    };

    /// <summary>The scan of a thermometer that has a chip of its own; null if there is none.</summary>
    public ConverterScan? Temperature()
    {
        if (!_hardware.HasThermometer || _hardware.ThermometerIsOnVoltageChip)
        {
            return null;
        }

        return _hardware.ThermometerChip switch
        {
            SlotChip.Max31865 => RtdScan(),
            SlotChip.Ads1115 => new Ads1115Scan(
                new Ads1115(_wires.I2c, _hardware.ThermometerChipAddress, Ads1115Scan.Rate), _readings,
                _hardware, false, true),
            _ => RatioScan(),
        };
    }

    /// <summary>The scan of the load cell; null if none is fitted.</summary>
    public ConverterScan? Pressure()
    {
        if (!_hardware.HasLoadCell)
        {
            return null;
        }

        if (_hardware.LoadCellChip == SlotChip.Hx711)
        {
            IClockedPins pins = _wires.LoadCellPins ?? throw Missing("an HX711", "two pins");
            bool fast = _hardware.LoadCellRate == Nau7802Rate.Sps80;
            return new ClockedScan(_readings, Channel.Pressure, new Hx711(pins, _hardware.LoadCellGain),
                Hx711Registers.ConversionTimeNs(fast),
                Hx711Registers.ClockTolerancePercent, Hx711Registers.PowerDownPauseUs, SlowWidthShift);
        }

        Nau7802 chip = new Nau7802(_wires.I2c);
        chip.BeginConfiguration(_hardware.LoadCellGain, _hardware.LoadCellRate);
        return new ClockedScan(_readings, Channel.Pressure, chip, Nau7802Registers.ConversionTimeNs(_hardware.LoadCellRate),
            Nau7802Registers.ClockTolerancePercent, Nau7802Registers.PauseUs, SlowWidthShift);
    }

    // A platinum thermometer that reads colder than -200 or hotter than 850 degC is none.
    private PacedScan RtdScan()
    {
        ISpiDevice spi = _wires.Spi ?? throw Missing("a MAX31865", "an SPI device");
        double r0MilliOhm = _hardware.ThermometerR0Ohm * 1000.0;
        Max31865 chip = new Max31865(spi, _hardware.ThermometerWires, _hardware.MainsHz == 50,
            Max31865Registers.CodeOf((long)RtdCurve.ResistanceOhm(-200, r0MilliOhm), _hardware.ThermometerReferenceMilliOhm),
            Max31865Registers.CodeOf((long)RtdCurve.ResistanceOhm(850, r0MilliOhm), _hardware.ThermometerReferenceMilliOhm),
            _hardware.ThermometerPeriodMs);
        return new PacedScan(_readings, Channel.Temperature, chip, _hardware.ThermometerPeriodMs * 1000L);
    }

    // An ADS122C04 that does nothing but the thermometer.
    private ClockedScan RatioScan()
    {
        Ads122c04 chip = new Ads122c04(_wires.I2c, _hardware.ThermometerChipAddress);
        chip.BeginConfiguration(
            Ads122c04Registers.Register0(Ads122c04Input.Ain2Ain3, SlotHardware.ThermometerGain, true),
            Ads122c04Registers.Register1(_hardware.Rate, Ads122c04Reference.External),
            Ads122c04Registers.Register2(_hardware.ThermometerCurrent),
            Ads122c04Registers.Register3(Ads122c04Route.ReferencePositive, Ads122c04Route.Off));
        return new ClockedScan(_readings, Channel.Temperature, chip, Ads122c04Registers.ConversionTimeNs(_hardware.Rate),
            Ads122c04Registers.ClockTolerancePercent, Ads122c04Registers.PauseUs, SlowWidthShift);
    }

    private static InvalidOperationException Missing(string chip, string wires)
        => new InvalidOperationException(
            "The slot has " + chip + " but the board gives it no " + wires + "; bind them, or configure the slot without.");
}
