using EdgeLogger.Firmware.Sampling;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.Gateway.Verify;

/// <summary>The chips and resistors of a slot as bought: typical errors, different on every board, unknown to the firmware.</summary>
internal static class SlotParts
{
    private const double ResistorShare = 1e-3;
    private const double LeakageA = 10e-9;

    /// <summary>Draws a slot's parts.</summary>
    public static (Ads122c04Errors Errors, SlotWiring Wiring) Draw(ulong seed)
    {
        NoiseSource random = new(seed);
        Ads122c04Errors typical = new();
        Ads122c04Errors errors = typical with
        {
            OffsetV = typical.OffsetV * random.NextNormal(),
            OffsetDriftVPerK = typical.OffsetDriftVPerK * random.NextNormal(),
            GainErrorPpm = typical.GainErrorPpm * random.NextNormal(),
            GainDriftPpmPerK = typical.GainDriftPpmPerK * random.NextNormal(),
            ReferenceErrorPpm = typical.ReferenceErrorPpm * random.NextNormal(),
        };
        SlotWiring nominal = SlotWiring.Of(new SlotHardware());
        return (errors, nominal with
        {
            Divider = nominal.Divider * (1 + (ResistorShare * random.NextNormal())),
            ShuntOhm = nominal.ShuntOhm * (1 + (ResistorShare * random.NextNormal())),
            LeakageA = LeakageA * random.NextNormal(),
        });
    }
}
