using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Results.Quantities;
using EdgeLogger.Results.Rows;

namespace EdgeLogger.Results.Export;

/// <summary>Steps of a cell's protocol.</summary>
public static class StepExport
{
    private const int StepsAtATime = 1000;

    /// <summary>The columns.</summary>
    public static IReadOnlyList<Quantity<StepEntry>> Columns { get; } =
        [.. StepQuantities.All.Where(quantity => quantity.IsIn(QuantityOrigin.Gateway))];

    /// <summary>Writes a stream's steps, the one under way last.</summary>
    /// <returns>Steps written.</returns>
    public static long Write(
        DerivedStore store, TestKey cell, ExportSpan span, QuantityRows<StepEntry> rows, Action<double> progress,
        CancellationToken cancellationToken)
    {
        int count = store.StepCount(cell.Id);
        long written = 0;
        foreach (StoredStep step in Closed(store, cell).Concat(UnderWay(store, cell, count)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress(Math.Min(1, step.Number / (count + 1.0)));
            if (span.Holds(step.EndUtcMs))
            {
                rows.Write(new StepEntry(cell.Name, step.Step)
                { Number = step.Number, StartUtcMs = step.StartUtcMs, EndUtcMs = step.EndUtcMs });
                written++;
            }
        }

        return written;
    }

    private static IEnumerable<StoredStep> Closed(DerivedStore store, TestKey cell)
    {
        IReadOnlyList<StoredStep> steps;
        for (int next = 1; (steps = store.Steps(cell.Id, next, StepsAtATime)).Count > 0; next = steps[^1].Number + 1)
        {
            foreach (StoredStep step in steps)
            {
                yield return step;
            }
        }
    }

    /// <summary>The step under way: the record is ended, on a copy, where it stands.</summary>
    private static IEnumerable<StoredStep> UnderWay(DerivedStore store, TestKey cell, int count)
    {
        if (store.IsClosed(cell.Id) || store.Settings(cell.Id) is not { } settings
            || CellProcessor.Restore(settings.Engine with { Steps = true }, store.Checkpoint(cell.Id)) is not { } processor)
        {
            yield break;
        }

        TestDates dates = store.DatesOf(cell.Id);
        processor.Engine.Finish();
        while (processor.Engine.TryTakeStep(out Step? step))
        {
            yield return StoredStep.Of(++count, step, dates);
        }
    }
}
