using System;
using EdgeLogger.Firmware.Drivers.Nau7802;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.I2c;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>The chips of one slot, on a bus of their own, with a cell behind them.</summary>
public sealed class SimulatedSlot
{
    private SimulatedAds122c04? _voltage;
    private SimulatedAds122c04? _current;
    private SimulatedIna228? _monitor;
    private SimulatedAds1115? _coarse;
    private SlotAds1115Pins? _coarsePins;
    private SimulatedMax31865? _rtd;
    private SimulatedNau7802? _pressure;
    private SimulatedHx711? _loadCell;

    /// <summary>Wires a slot up.</summary>
    /// <param name="hardware">What the firmware believes; its chips and addresses are taken from here.</param>
    /// <param name="cell">What there is to measure.</param>
    /// <param name="seed">Decides all noise of the slot.</param>
    /// <param name="errors">Of both ADS122C04; typical if null.</param>
    /// <param name="bridgeErrors">Of the NAU7802; typical if null.</param>
    /// <param name="wiring">The parts as they are; exactly as the firmware believes if null.</param>
    /// <param name="alternatives">Errors of other chips; typical if null.</param>
    /// <param name="currentErrors">Of the current's ADS122C04, if it has other errors than the voltage's.</param>
    public SimulatedSlot(
        SlotHardware hardware,
        ICellSignal cell,
        ulong seed,
        Ads122c04Errors? errors = null,
        Nau7802Errors? bridgeErrors = null,
        SlotWiring? wiring = null,
        AlternativeErrors? alternatives = null,
        Ads122c04Errors? currentErrors = null)
    {
        ArgumentNullException.ThrowIfNull(hardware);
        var seeds = new NoiseSource(seed);
        wiring ??= SlotWiring.Of(hardware);
        errors ??= new Ads122c04Errors();
        alternatives ??= new AlternativeErrors();
        Bus = new SimulatedI2cBus(seeds.NextBits());
        ulong voltageSeed = seeds.NextBits();
        ulong currentSeed = seeds.NextBits();
        ulong pressureSeed = seeds.NextBits();
        ulong temperatureSeed = seeds.NextBits();
        var parts = new SlotParts(cell, wiring, errors, currentErrors ?? errors, bridgeErrors ?? new Nau7802Errors(),
            alternatives);
        AttachVoltage(hardware, parts, voltageSeed);
        AttachCurrent(hardware, parts, currentSeed);
        AttachTemperature(hardware, parts, temperatureSeed);
        AttachPressure(hardware, parts, pressureSeed);
        Wires = new SlotWires(Bus, _rtd, _loadCell);
    }

    /// <summary>The bus of the slot; set its time before each step: it is the time of every chip.</summary>
    public SimulatedI2cBus Bus { get; }

    /// <summary>What to give to a <see cref="SlotScanner"/>.</summary>
    public SlotWires Wires { get; }

    /// <summary>The converter of the voltage, where that is an ADS122C04.</summary>
    public SimulatedAds122c04 Voltage => Fitted(_voltage);

    /// <summary>The converter of the current, where that is an ADS122C04.</summary>
    public SimulatedAds122c04 Current => Fitted(_current);

    /// <summary>The converter of the current, where that is an INA228.</summary>
    public SimulatedIna228 Monitor => Fitted(_monitor);

    /// <summary>The ADS1115 of voltage, thermistor or both, where there is one.</summary>
    public SimulatedAds1115 Coarse => Fitted(_coarse);

    /// <summary>What the ADS1115 is wired to.</summary>
    public SlotAds1115Pins CoarsePins => Fitted(_coarsePins);

    /// <summary>The MAX31865, where there is one.</summary>
    public SimulatedMax31865 Rtd => Fitted(_rtd);

    /// <summary>The converter of the load cell, where that is an NAU7802.</summary>
    public SimulatedNau7802 Pressure => Fitted(_pressure);

    /// <summary>The converter of the load cell, where that is an HX711.</summary>
    public SimulatedHx711 LoadCell => Fitted(_loadCell);

    private void AttachVoltage(SlotHardware hardware, SlotParts parts, ulong seed)
    {
        if (hardware.VoltageChip == SlotChip.Ads122c04)
        {
            _voltage = new SimulatedAds122c04(new VoltageChipPins(parts.Cell, parts.Wiring), parts.Errors, seed);
            Bus.Attach(hardware.VoltageChipAddress, _voltage);
        }
        else if (hardware.VoltageChip == SlotChip.Ads1115)
        {
            AttachCoarse(hardware.VoltageChipAddress, parts, seed);
        }
    }

    private void AttachCurrent(SlotHardware hardware, SlotParts parts, ulong seed)
    {
        if (hardware.CurrentChip == SlotChip.Ina228)
        {
            _monitor = new SimulatedIna228(parts.Cell, parts.Wiring, parts.Alternatives.Ina228, seed);
            Bus.Attach(hardware.CurrentChipAddress, _monitor);
        }
        else
        {
            _current = new SimulatedAds122c04(new CurrentChipPins(parts.Cell, parts.Wiring), parts.CurrentErrors, seed);
            Bus.Attach(hardware.CurrentChipAddress, _current);
        }
    }

    private void AttachTemperature(SlotHardware hardware, SlotParts parts, ulong seed)
    {
        if (!hardware.HasThermometer || hardware.ThermometerIsOnVoltageChip)
        {
            return;
        }

        switch (hardware.ThermometerChip)
        {
            case SlotChip.Max31865:
                _rtd = new SimulatedMax31865(parts.Cell, parts.Wiring, parts.Alternatives.Max31865, seed, () => Bus.UptimeUs);
                break;
            case SlotChip.Ads1115:
                AttachCoarse(hardware.ThermometerChipAddress, parts, seed);
                break;
            default:
                Bus.Attach(hardware.ThermometerChipAddress,
                    new SimulatedAds122c04(new VoltageChipPins(parts.Cell, parts.Wiring), parts.Errors, seed));
                break;
        }
    }

    private void AttachPressure(SlotHardware hardware, SlotParts parts, ulong seed)
    {
        if (hardware.LoadCellChip == SlotChip.Hx711)
        {
            bool fast = hardware.LoadCellRate == Nau7802Rate.Sps80;
            _loadCell = new SimulatedHx711(parts.Cell, parts.Wiring, parts.Alternatives.Hx711, fast, seed, () => Bus.UptimeUs);
            return;
        }

        _pressure = new SimulatedNau7802(parts.Cell, parts.Wiring, parts.BridgeErrors, seed);
        Bus.Attach(Nau7802Registers.Address, _pressure);
    }

    private void AttachCoarse(byte address, SlotParts parts, ulong seed)
    {
        _coarsePins = new SlotAds1115Pins(parts.Cell, parts.Wiring);
        _coarse = new SimulatedAds1115(_coarsePins, parts.Alternatives.Ads1115, seed);
        Bus.Attach(address, _coarse);
    }

    private static T Fitted<T>(T? chip)
        where T : class
        => chip ?? throw new InvalidOperationException($"This slot has no {typeof(T).Name} there; look at its SlotHardware.");

    private sealed record SlotParts(
        ICellSignal Cell, SlotWiring Wiring, Ads122c04Errors Errors, Ads122c04Errors CurrentErrors, Nau7802Errors BridgeErrors,
        AlternativeErrors Alternatives);
}
