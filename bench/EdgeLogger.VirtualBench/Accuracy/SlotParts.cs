using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Hardware.Budget;
using EdgeLogger.Hardware.Design;
using EdgeLogger.Hardware.Parts;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.Accuracy;

/// <summary>
/// The chips, resistors and sensors of a slot as bought, and the instruments it was calibrated with: errors of the data sheets'
/// typical size, different on every board, unknown to the firmware.
/// </summary>
public sealed record SlotParts
{
    private const double Ppm = 1e-6;

    /// <summary>Of the voltage's converter.</summary>
    public required Ads122c04Errors VoltageErrors { get; init; }

    /// <summary>Of the current's converter.</summary>
    public required Ads122c04Errors CurrentErrors { get; init; }

    /// <summary>Of the load cell's converter.</summary>
    public required Nau7802Errors BridgeErrors { get; init; }

    /// <summary>Resistors and sensors on a calibrated, closed board with a cell in it.</summary>
    public required SlotWiring Wiring { get; init; }

    /// <summary>The same with the cell out and the board at one temperature: as it was calibrated.</summary>
    public SlotWiring CalibrationWiring => Wiring with { LeakageA = 0, ThermocoupleV = 0 };

    /// <summary>Error of the calibrator's voltage, as a share.</summary>
    public double CalibratorVoltShare { get; init; }

    /// <summary>Error of the calibrator's current, as a share.</summary>
    public double CalibratorAmpShare { get; init; }

    /// <summary>Error of the reference force, as a share.</summary>
    public double ReferenceForceShare { get; init; }

    /// <summary>Draws a slot.</summary>
    /// <param name="random">Decides all of it.</param>
    /// <param name="conditions">Sizes of what is not part of the board.</param>
    public static SlotParts Draw(NoiseSource random, BudgetConditions conditions) => new()
    {
        VoltageErrors = Converter(random),
        CurrentErrors = Converter(random),
        BridgeErrors = Bridge(random),
        Wiring = Resistors(random, conditions),
        CalibratorVoltShare = conditions.CalibratorVoltPpm * Ppm * random.NextNormal(),
        CalibratorAmpShare = conditions.CalibratorAmpPpm * Ppm * random.NextNormal(),
        ReferenceForceShare = conditions.ReferenceForcePpm * Ppm * random.NextNormal(),
    };

    private static Ads122c04Errors Converter(NoiseSource random)
    {
        Ads122c04Errors typical = new();
        return typical with
        {
            OffsetV = typical.OffsetV * random.NextNormal(),
            OffsetDriftVPerK = typical.OffsetDriftVPerK * random.NextNormal(),
            BypassedOffsetDriftVPerK = typical.BypassedOffsetDriftVPerK * random.NextNormal(),
            GainErrorPpm = typical.GainErrorPpm * random.NextNormal(),
            GainDriftPpmPerK = typical.GainDriftPpmPerK * random.NextNormal(),
            ReferenceErrorPpm = typical.ReferenceErrorPpm * random.NextNormal(),
            ReferenceDriftPpmPerK = typical.ReferenceDriftPpmPerK * random.NextNormal(),
            EvenNonLinearityPpm = typical.EvenNonLinearityPpm * random.NextNormal(),
            OddNonLinearityPpm = typical.OddNonLinearityPpm * random.NextNormal(),
        };
    }

    private static Nau7802Errors Bridge(NoiseSource random)
    {
        Nau7802Errors typical = new();
        return typical with
        {
            OffsetDriftRatioPerK = typical.OffsetDriftRatioPerK * random.NextNormal(),
            GainErrorPpm = typical.GainErrorPpm * random.NextNormal(),
            GainDriftPpmPerK = typical.GainDriftPpmPerK * random.NextNormal(),
        };
    }

    private static SlotWiring Resistors(NoiseSource random, BudgetConditions conditions)
    {
        SlotWiring nominal = SlotWiring.Of(new SlotHardware());
        double PpmOf(Spec spec) => spec.Typical * Ppm * random.NextNormal();
        double upperShare = SlotDesign.DividerUpperOhm / (SlotDesign.DividerUpperOhm + SlotDesign.DividerLowerOhm);
        return nominal with
        {
            Divider = nominal.Divider
                * (1 + (upperShare * (PpmOf(ThinFilmSheet.TolerancePpm) - PpmOf(ThinFilmSheet.TolerancePpm)))),
            DividerPpmPerK = upperShare * (PpmOf(ThinFilmSheet.TcrPpmPerK) - PpmOf(ThinFilmSheet.TcrPpmPerK)) / Ppm,
            ShuntOhm = nominal.ShuntOhm * (1 + PpmOf(ShuntSheet.TolerancePpm)),
            ShuntPpmPerK = PpmOf(ShuntSheet.TcrPpmPerK) / Ppm,
            BufferOffsetV = BufferSheet.OffsetV.Typical * (random.NextNormal() - random.NextNormal()),
            BufferOffsetDriftVPerK = BufferSheet.OffsetDriftVPerK.Typical * (random.NextNormal() - random.NextNormal()),
            ThermocoupleV = ShuntSheet.ThermalEmfVPerK.Typical * conditions.GradientK * random.NextNormal(),
            LeakageA = Hypot(conditions.LeakageA, BufferSheet.InputCurrentA.Typical) * random.NextNormal(),
            ThermometerR0Ohm = nominal.ThermometerR0Ohm
                * (1 + (PlatinumSheet.ToleranceK.Typical * PlatinumSheet.SensitivityPerK / 1.0973 * random.NextNormal())),
            ThermometerReferenceOhm = nominal.ThermometerReferenceOhm * (1 + PpmOf(ThinFilmSheet.TolerancePpm)),
            BridgeRatioPerMPa = nominal.BridgeRatioPerMPa * (1 + PpmOf(LoadCellSheet.SensitivityErrorPpm)),
            BridgePpmPerK = PpmOf(LoadCellSheet.SensitivityDriftPpmPerK) / Ppm,
            BridgeZeroRatio = LoadCellSheet.ZeroShare.Typical * LoadCellSheet.SensitivityPerV * random.NextNormal(),
            BridgeZeroDriftRatioPerK = LoadCellSheet.SensitivityPerV * PpmOf(LoadCellSheet.ZeroDriftPpmPerK),
        };
    }

    private static double Hypot(double a, double b) => System.Math.Sqrt((a * a) + (b * b));
}
