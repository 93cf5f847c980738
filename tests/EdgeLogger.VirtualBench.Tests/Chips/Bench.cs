using EdgeLogger.Firmware.Sampling;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.Tests.Chips;

/// <summary>A slot with its scanner, stepped exactly when it asks for it, or late by a pattern.</summary>
internal sealed class Bench
{
    private readonly NoiseSource _lateness;
    private readonly int _latestUs;
    private long _nowUs;

    public Bench(
        ICellSignal cell,
        Ads122c04Errors errors,
        SlotHardware? hardware = null,
        ulong seed = 7,
        int latestUs = 0,
        Nau7802Errors? bridgeErrors = null,
        SlotWiring? wiring = null,
        AlternativeErrors? alternatives = null)
    {
        Hardware = hardware ?? new SlotHardware();
        Slot = new SimulatedSlot(
            Hardware, cell, seed, errors, bridgeErrors ?? Nau7802Errors.Ideal, wiring,
            alternatives ?? AlternativeErrors.Ideal);
        Scanner = new SlotScanner(Slot.Wires, Hardware, Log);
        _lateness = new NoiseSource(seed + 1);
        _latestUs = latestUs;
    }

    public SlotHardware Hardware { get; }

    public SimulatedSlot Slot { get; }

    public SlotScanner Scanner { get; }

    public ReadingLog Log { get; } = new();

    public void RunUntil(double seconds)
    {
        long endUs = (long)(seconds * 1e6);
        while (_nowUs < endUs)
        {
            Slot.Bus.UptimeUs = _nowUs;
            Scanner.Step(_nowUs);
            long late = _latestUs == 0 ? 0 : (long)(_lateness.NextUniform() * _latestUs);
            _nowUs = System.Math.Max(Scanner.NextDueUs, _nowUs + 1) + late;
        }
    }

    /// <summary>Value of a code as the gateway will work it out, before the conversion.</summary>
    public double Value(int channel, long code)
    {
        ChannelSchema schema = Hardware.Schema()[channel];
        return (code * (schema.ScaleMantissa * System.Math.Pow(10, schema.ScaleExponent)))
            + (schema.OffsetMantissa * System.Math.Pow(10, schema.OffsetExponent));
    }
}
