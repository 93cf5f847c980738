using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using EdgeLogger.Cycles;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Exports;

/// <summary>Steps of a cell's protocol.</summary>
public static class StepExport
{
    private const int StepsAtATime = 1000;

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
        DerivedStore store, CellKey cell, ExportSpan span, IRowWriter writer, Action<double> progress, CancellationToken cancellationToken)
    {
        int count = store.StepCount(cell.StreamId);
        long written = 0;
        foreach (StoredStep step in Closed(store, cell).Concat(UnderWay(store, cell, count)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress(Math.Min(1, step.Number / (count + 1.0)));
            if (span.Holds(step.EndUtcMs))
            {
                WriteStep(writer, cell, step);
                written++;
            }
        }

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

    private static IEnumerable<StoredStep> Closed(DerivedStore store, CellKey cell)
    {
        IReadOnlyList<StoredStep> steps;
        for (int next = 1; (steps = store.Steps(cell.StreamId, next, StepsAtATime)).Count > 0; next = steps[^1].Number + 1)
        {
            foreach (StoredStep step in steps)
            {
                yield return step;
            }
        }
    }

    /// <summary>The step under way: the record is ended, on a copy, where it stands.</summary>
    private static IEnumerable<StoredStep> UnderWay(DerivedStore store, CellKey cell, int count)
    {
        if (store.Settings(cell.StreamId) is not { } settings
            || CellProcessor.Restore(settings.Engine with { Steps = true }, store.Checkpoint(cell.StreamId)) is not { } processor)
        {
            yield break;
        }

        StreamDates dates = store.Dates(cell.StreamId);
        processor.Engine.Finish();
        while (processor.Engine.TryTakeStep(out Step? step))
        {
            yield return StoredStep.Of(++count, step, dates);
        }
    }

    private static void WriteStep(IRowWriter writer, CellKey cell, StoredStep stored)
    {
        Step step = stored.Step;
        writer.Text(cell.Name);
        writer.Whole(stored.Number);
        writer.Text(NameOf(step.Kind));
        writer.Utc(stored.StartUtcMs);
        writer.Utc(stored.EndUtcMs);
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
