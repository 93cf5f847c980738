using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using EdgeLogger.Cycles;
using EdgeLogger.Exports;

namespace EdgeLogger.Gateway.Output;

/// <summary>
/// Results as CSV, the header first. Each line names its record, so that the files of several cells can be joined. A quantity that is
/// not known is an empty cell; efficiencies are ratios, not per cent.
/// </summary>
public static class ResultsCsv
{
    private static readonly string[] CycleColumns =
    [
        "file", "cycle", "charge_Ah", "discharge_Ah", "charge_Wh", "discharge_Wh", "coulombic_efficiency_ratio", "energy_efficiency_ratio",
        "mean_charge_V", "mean_discharge_V", "charge_start_s", "charge_end_s", "discharge_start_s", "discharge_end_s",
        "partial", "provisional", "signature", "flags",
    ];

    private static readonly string[] HalfColumns =
    [
        "file", "half", "direction", "first_row", "last_row", "start_s", "end_s", "capacity_Ah", "capacity_low_Ah", "capacity_high_Ah",
        "energy_Wh", "mean_V", "min_V", "max_V", "mean_current_A", "constant_voltage", "partial", "provisional", "flags",
    ];

    private static readonly string[] StepColumns =
    [
        "file", "kind", "first_row", "last_row", "start_s", "end_s", "charge_Ah", "energy_Wh", "start_V", "end_V", "start_A", "end_A",
        "voltage_rate_V_per_s",
    ];

    /// <summary>Writes one line a cycle to a file, whole or not at all; "-" is standard output.</summary>
    public static void WriteCycles(RecordResults results, string path) => ResultsFile.Write(path, stream =>
    {
        using StreamWriter text = Begin(stream, [.. CycleColumns, .. CycleQuantities.All.Select(quantity => quantity.Name)], out CsvRow row);
        foreach (Cycle cycle in results.Cycles)
        {
            row.Add(results.File).Add(cycle.Number).Add(cycle.Charge?.Ah).Add(cycle.Discharge?.Ah)
                .Add(cycle.Charge?.Wh).Add(cycle.Discharge?.Wh).Add(cycle.CoulombicEfficiency).Add(cycle.EnergyEfficiency)
                .Add(cycle.Charge?.MeanVoltageV).Add(cycle.Discharge?.MeanVoltageV)
                .Add(cycle.Charge?.StartS).Add(cycle.Charge?.EndS).Add(cycle.Discharge?.StartS).Add(cycle.Discharge?.EndS)
                .Add(cycle.Partial).Add(cycle.Provisional).Add(cycle.Signature).Add(Names(cycle.Flags));
            Add(row, CycleQuantities.All, cycle, results.Metadata);
            text.Write(row.End());
        }
    });

    /// <summary>Writes one line a half cycle to a file, whole or not at all; "-" is standard output.</summary>
    public static void WriteHalves(RecordResults results, string path) => ResultsFile.Write(path, stream =>
    {
        using StreamWriter text = Begin(stream, [.. HalfColumns, .. HalfQuantities.All.Select(quantity => quantity.Name)], out CsvRow row);
        foreach (HalfCycle half in results.Halves)
        {
            row.Add(results.File).Add(half.Index).Add(half.Direction == Direction.Charge ? "charge" : "discharge")
                .Add(half.FirstRow).Add(half.LastRow).Add(half.StartS).Add(half.EndS)
                .Add(half.Ah).Add(half.AhLow).Add(half.AhHigh).Add(half.Wh)
                .Add(half.MeanVoltageV).Add(half.MinVoltageV).Add(half.MaxVoltageV).Add(half.MeanCurrentA)
                .Add(half.ConstantVoltage).Add(half.Partial).Add(half.Provisional).Add(Names(half.Flags));
            Add(row, HalfQuantities.All, half, results.Metadata);
            text.Write(row.End());
        }
    });

    /// <summary>Writes one line a step to a file, whole or not at all; "-" is standard output.</summary>
    public static void WriteSteps(RecordResults results, string path) => ResultsFile.Write(path, stream =>
    {
        using StreamWriter text = Begin(stream, StepColumns, out CsvRow row);
        foreach (Step step in results.Steps)
        {
            row.Add(results.File).Add(StepTable.Kind(step.Kind)).Add(step.FirstRow).Add(step.LastRow).Add(step.StartS).Add(step.EndS)
                .Add(step.Ah).Add(step.Wh).Add(step.StartV).Add(step.EndV).Add(step.StartA).Add(step.EndA).Add(step.VoltageRateVPerS);
            text.Write(row.End());
        }
    });

    private static void Add<T>(CsvRow row, IEnumerable<Quantity<T>> quantities, T result, CellMetadata cell)
    {
        foreach (Quantity<T> quantity in quantities)
        {
            row.Add(quantity.Value(result, cell));
        }
    }

    private static StreamWriter Begin(Stream stream, string[] columns, out CsvRow row)
    {
        StreamWriter text = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        row = columns.Aggregate(new CsvRow(), (header, column) => header.Add(column));
        text.Write(row.End());
        return text;
    }

    private static string Names(QualityFlags flags) => string.Join(';', RecordResults.Names(flags));
}
