using System;
using System.Collections.Generic;
using System.Threading;
using EdgeLogger.Cycles;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Exports;

/// <summary>Steps of a cell's protocol, found by the engine in the rows of the log.</summary>
public static class StepExport
{
    public static IReadOnlyList<ExportColumn> Columns { get; } =
    [
        new("cell", ColumnType.Text), new("step", ColumnType.Whole), new("kind", ColumnType.Text), new("start_utc", ColumnType.Utc),
        new("end_utc", ColumnType.Utc), new("start_s", ColumnType.Number), new("end_s", ColumnType.Number),
        new("capacity_Ah", ColumnType.Number), new("energy_Wh", ColumnType.Number), new("start_V", ColumnType.Number),
        new("end_V", ColumnType.Number), new("start_A", ColumnType.Number), new("end_A", ColumnType.Number),
    ];

    /// <summary>Writes a stream's steps, the one under way last.</summary>
    /// <returns>Steps written.</returns>
    public static long Write(
        string directory, DerivedStore store, CellKey cell, ExportSpan span, IRowWriter writer, Action<double> progress,
        CancellationToken cancellationToken)
    {
        CycleEngineOptions options = store.Settings(cell.StreamId)?.Engine ?? new CycleEngineOptions();
        long number = 0;
        long written = 0;
        CellReplay.Run(directory, cell.StreamId, options with { Steps = true }, (processor, share) =>
        {
            progress(share);
            while (processor.Engine.TryTakeStep(out Step? step))
            {
                number++;
                long? endUtcMs = processor.UtcMs(step.EndS);
                if (span.Holds(endUtcMs))
                {
                    WriteStep(writer, cell, number, step, processor.UtcMs(step.StartS), endUtcMs);
                    written++;
                }
            }
        }, cancellationToken);
        return written;
    }

    /// <summary>A kind's name in files.</summary>
    public static string NameOf(StepKind kind) => kind switch
    {
        StepKind.Rest => "rest",
        StepKind.ConstantCurrent => "constant_current",
        StepKind.ConstantVoltage => "constant_voltage",
        StepKind.Pulse => "pulse",
        StepKind.Sweep => "sweep",
        _ => "dynamic",
    };

    private static void WriteStep(IRowWriter writer, CellKey cell, long number, Step step, long? startUtcMs, long? endUtcMs)
    {
        writer.Text(cell.Name);
        writer.Whole(number);
        writer.Text(NameOf(step.Kind));
        writer.Utc(startUtcMs);
        writer.Utc(endUtcMs);
        writer.Number(step.StartS);
        writer.Number(step.EndS);
        writer.Number(step.Ah);
        writer.Number(step.Wh);
        writer.Number(step.StartV);
        writer.Number(step.EndV);
        writer.Number(step.StartA);
        writer.Number(step.EndA);
        writer.EndRow();
    }
}
