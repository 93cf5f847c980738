using System;
using EdgeLogger.Firmware.Drivers.Nau7802;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.I2c;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>The three chips of one slot, on a bus of their own, with a cell behind them.</summary>
public sealed class SimulatedSlot
{
    /// <summary>Wires a slot up.</summary>
    /// <param name="hardware">What the firmware believes; its addresses are taken from here.</param>
    /// <param name="cell">What there is to measure.</param>
    /// <param name="seed">Decides all noise of the slot.</param>
    /// <param name="errors">Of both ADS122C04; typical if null.</param>
    /// <param name="bridgeErrors">Of the NAU7802; typical if null.</param>
    /// <param name="wiring">The parts as they are; exactly as the firmware believes if null.</param>
    public SimulatedSlot(
        SlotHardware hardware,
        ICellSignal cell,
        ulong seed,
        Ads122c04Errors? errors = null,
        Nau7802Errors? bridgeErrors = null,
        SlotWiring? wiring = null)
    {
        ArgumentNullException.ThrowIfNull(hardware);
        var seeds = new NoiseSource(seed);
        wiring ??= SlotWiring.Of(hardware);
        errors ??= new Ads122c04Errors();
        Bus = new SimulatedI2cBus(seeds.NextBits());
        Voltage = new SimulatedAds122c04(new VoltageChipPins(cell, wiring), errors, seeds.NextBits());
        Current = new SimulatedAds122c04(new CurrentChipPins(cell, wiring), errors, seeds.NextBits());
        Pressure = new SimulatedNau7802(cell, wiring, bridgeErrors ?? new Nau7802Errors(), seeds.NextBits());
        Bus.Attach(hardware.VoltageChipAddress, Voltage);
        Bus.Attach(hardware.CurrentChipAddress, Current);
        Bus.Attach(Nau7802Registers.Address, Pressure);
    }

    /// <summary>The bus to give to a <see cref="SlotScanner"/>; set its time before each step.</summary>
    public SimulatedI2cBus Bus { get; }

    public SimulatedAds122c04 Voltage { get; }

    public SimulatedAds122c04 Current { get; }

    public SimulatedNau7802 Pressure { get; }
}
