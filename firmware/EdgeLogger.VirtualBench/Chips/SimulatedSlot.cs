using System;
using EdgeLogger.Firmware.Drivers.Nau7802;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.I2c;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>The chips of one slot, on a bus of their own, with a cell behind them.</summary>
public sealed class SimulatedSlot
{
    private readonly SimulatedAds122c04? _voltage;
    private readonly SimulatedAds122c04? _current;
    private readonly SimulatedNau7802? _pressure;
    private readonly SimulatedIna228? _monitor;

    /// <summary>Wires a slot up.</summary>
    /// <param name="hardware">What the firmware believes; its chips and addresses are taken from here.</param>
    /// <param name="cell">What there is to measure.</param>
    /// <param name="seed">Decides all noise of the slot.</param>
    /// <param name="errors">Of both ADS122C04; typical if null.</param>
    /// <param name="bridgeErrors">Of the NAU7802; typical if null.</param>
    /// <param name="wiring">The parts as they are; exactly as the firmware believes if null.</param>
    /// <param name="alternatives">Errors of other chips; typical if null.</param>
    public SimulatedSlot(
        SlotHardware hardware,
        ICellSignal cell,
        ulong seed,
        Ads122c04Errors? errors = null,
        Nau7802Errors? bridgeErrors = null,
        SlotWiring? wiring = null,
        AlternativeErrors? alternatives = null)
    {
        ArgumentNullException.ThrowIfNull(hardware);
        var seeds = new NoiseSource(seed);
        wiring ??= SlotWiring.Of(hardware);
        errors ??= new Ads122c04Errors();
        alternatives ??= new AlternativeErrors();
        Bus = new SimulatedI2cBus(seeds.NextBits());
        ulong voltageSeed = seeds.NextBits();
        ulong currentSeed = seeds.NextBits();
        if (hardware.VoltageChip == SlotChip.Ads122c04)
        {
            _voltage = new SimulatedAds122c04(new VoltageChipPins(cell, wiring), errors, voltageSeed);
            Bus.Attach(hardware.VoltageChipAddress, _voltage);
        }

        if (hardware.CurrentChip == SlotChip.Ads122c04)
        {
            _current = new SimulatedAds122c04(new CurrentChipPins(cell, wiring), errors, currentSeed);
            Bus.Attach(hardware.CurrentChipAddress, _current);
        }
        else
        {
            _monitor = new SimulatedIna228(cell, wiring, alternatives.Ina228, currentSeed);
            Bus.Attach(hardware.CurrentChipAddress, _monitor);
        }

        _pressure = new SimulatedNau7802(cell, wiring, bridgeErrors ?? new Nau7802Errors(), seeds.NextBits());
        Bus.Attach(Nau7802Registers.Address, _pressure);
    }

    /// <summary>The bus to give to a <see cref="SlotScanner"/>; set its time before each step.</summary>
    public SimulatedI2cBus Bus { get; }

    /// <summary>The converter of the voltage, where that is an ADS122C04.</summary>
    public SimulatedAds122c04 Voltage => Fitted(_voltage);

    /// <summary>The converter of the current, where that is an ADS122C04.</summary>
    public SimulatedAds122c04 Current => Fitted(_current);

    /// <summary>The converter of the current, where that is an INA228.</summary>
    public SimulatedIna228 Monitor => Fitted(_monitor);

    /// <summary>The converter of the load cell, where that is an NAU7802.</summary>
    public SimulatedNau7802 Pressure => Fitted(_pressure);

    private static T Fitted<T>(T? chip)
        where T : class
        => chip ?? throw new InvalidOperationException($"This slot has no {typeof(T).Name} there; look at its SlotHardware.");
}
