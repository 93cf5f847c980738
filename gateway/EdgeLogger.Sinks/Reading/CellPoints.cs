using System.Globalization;
using EdgeLogger.Cycles;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Sinks.LineProtocol;

namespace EdgeLogger.Sinks.Reading;

/// <summary>What a cell's rows and results look like as points (docs/specs/influx.md). One cell's tags, made once.</summary>
internal sealed class CellPoints
{
    private readonly string _board;
    private readonly string _cell;
    private readonly string _slot;
    private readonly byte[] _sample;
    private readonly byte[] _sampleEstimated;

    public CellPoints(string board, int slot)
    {
        _board = board;
        _slot = slot.ToString(CultureInfo.InvariantCulture);
        _cell = $"{board}/{_slot}";
        _sample = Begin(new LineProtocolWriter(), "el_sample", DateQuality.Synchronised).SeriesKey();
        _sampleEstimated = Begin(new LineProtocolWriter(), "el_sample", DateQuality.Estimated).SeriesKey();
    }

    public void Sample(LineProtocolWriter writer, in CellRow row, long utcMs, DateQuality quality)
    {
        writer.Begin(quality == DateQuality.Estimated ? _sampleEstimated : _sample)
            .Measured("voltage_v"u8, row.VoltageV)
            .Measured("current_a"u8, row.CurrentA)
            .Measured("temperature_degc"u8, row.TemperatureDegC)
            .Measured("pressure_mpa"u8, row.PressureMpa);
        if (row.Saturated)
        {
            writer.Field("saturated", 1);
        }

        writer.End(utcMs);
    }

    public void Half(LineProtocolWriter writer, HalfCycle half, long endUtcMs, DateQuality quality) =>
        Begin(writer, "el_half_cycle", quality)
            .Tag("direction", half.Direction == Direction.Charge ? "charge" : "discharge")
            .Field("half_cycle", half.Index)
            .Field("capacity_ah", half.Ah)
            .Field("capacity_low_ah", half.AhLow)
            .Field("capacity_high_ah", half.AhHigh)
            .Field("energy_wh", half.Wh)
            .Field("mean_v", half.MeanVoltageV)
            .Field("max_v", half.MaxVoltageV)
            .Field("min_v", half.MinVoltageV)
            .Field("mean_current_a", half.MeanCurrentA)
            .Field("duration_s", half.EndS - half.StartS)
            .Field("partial", half.Partial ? 1 : 0)
            .Field("quality_flags", (long)half.Flags)
            .End(endUtcMs);

    public void Cycle(LineProtocolWriter writer, Cycle cycle, long endUtcMs, DateQuality quality) =>
        Begin(writer, "el_cycle", quality)
            .Tag("signature", cycle.Signature)
            .Field("cycle", cycle.Number)
            .Field("charge_ah", cycle.Charge?.Ah)
            .Field("discharge_ah", cycle.Discharge?.Ah)
            .Field("charge_wh", cycle.Charge?.Wh)
            .Field("discharge_wh", cycle.Discharge?.Wh)
            .Field("coulombic_efficiency", cycle.CoulombicEfficiency)
            .Field("energy_efficiency", cycle.EnergyEfficiency)
            .Field("mean_charge_v", cycle.Charge?.MeanVoltageV)
            .Field("mean_discharge_v", cycle.Discharge?.MeanVoltageV)
            .Field("polarisation_v", cycle.Charge?.MeanVoltageV - cycle.Discharge?.MeanVoltageV)
            .Field("partial", cycle.Partial ? 1 : 0)
            .Field("quality_flags", (long)cycle.Flags)
            .End(endUtcMs);

    public void Step(LineProtocolWriter writer, StoredStep stored, long endUtcMs, DateQuality quality) =>
        Begin(writer, "el_step", quality)
            .Tag("kind", NameOf(stored.Step.Kind))
            .Field("step", stored.Number)
            .Field("capacity_ah", stored.Step.Ah)
            .Field("energy_wh", stored.Step.Wh)
            .Field("start_v", stored.Step.StartV)
            .Field("end_v", stored.Step.EndV)
            .Field("start_a", stored.Step.StartA)
            .Field("end_a", stored.Step.EndA)
            .Field("duration_s", stored.Step.DurationS)
            .End(endUtcMs);

    public void Trend(LineProtocolWriter writer, CycleTrend at, long endUtcMs, DateQuality quality) =>
        Begin(writer, "el_trend", quality)
            .Tag("signature", at.Trend.Signature)
            .Field("cycle", at.CycleNumber)
            .Field("cycles", at.Trend.Cycles)
            .Field("retention", at.Trend.Retention)
            .Field("polarisation_v", at.Trend.PolarisationV)
            .Field("voltage_decay_mv_per_cycle", at.Trend.VoltageDecayMvPerCycle?.PerCycle)
            .Field("coulombic_efficiency_per_cycle", at.Trend.CoulombicEfficiencyPerCycle?.PerCycle)
            .Field("resistance_ohm", at.Trend.ResistanceOhm)
            .Field("resistance_ohm_per_cycle", at.Trend.ResistanceOhmPerCycle?.PerCycle)
            .Field("pressure_mpa", at.Trend.PressureMpa)
            .Field("pressure_breathing_mpa", at.Trend.PressureBreathingMpa)
            .Field("pressure_mpa_per_cycle", at.Trend.PressureMpaPerCycle?.PerCycle)
            .Field("slippage_ah", at.SlippageAh)
            .Field("equivalent_full_cycles", at.EquivalentFullCycles)
            .End(endUtcMs);

    private static string NameOf(StepKind kind) => kind switch
    {
        StepKind.Rest => "rest",
        StepKind.ConstantCurrent => "constant_current",
        StepKind.ConstantVoltage => "constant_voltage",
        StepKind.Pulse => "pulse",
        StepKind.Sweep => "sweep",
        _ => "dynamic",
    };

    // Tags in the order of their names: servers sort them otherwise.
    private LineProtocolWriter Begin(LineProtocolWriter writer, string measurement, DateQuality quality) =>
        writer.Begin(measurement)
            .Tag("board", _board)
            .Tag("cell", _cell)
            .Tag("dated", quality == DateQuality.Estimated ? "estimated" : "")
            .Tag("slot", _slot);
}
