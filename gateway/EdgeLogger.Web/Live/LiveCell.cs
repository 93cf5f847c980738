using System;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.FrameLog;

namespace EdgeLogger.Web.Live;

/// <summary>Follows one cell from look to look. Not thread-safe.</summary>
internal sealed class LiveCell
{
    // Without a known 1C: what no cell's converter can distinguish from zero.
    private const double LeastCurrentA = 1e-6;
    private const double LeastCRate = 1e-3;

    private readonly SparkLine _spark = new();
    private readonly CellArrivals _arrivals;
    private CellLive? _shown;

    /// <param name="first">The cell as it was first seen.</param>
    /// <param name="time">The clock.</param>
    public LiveCell(CellSnapshot first, TimeProvider time)
    {
        TimeSpan? age = time.GetUtcNow() - BelievableUtc.DateOrNone(first.UtcMs);
        _arrivals = new CellArrivals(time, first.Rows, age < TimeSpan.Zero ? TimeSpan.Zero : age);
    }

    /// <summary>The cell as it is now; the same object as the last time if nothing changed.</summary>
    public CellLive Look(CellSnapshot snapshot, TestName? name, CellMetadata metadata,
        (double? PlainRetention, int Steps) results, (int Count, Severity Worst)? alerts)
    {
        _arrivals.Note(snapshot.Rows);
        _spark.Add(snapshot.UtcMs ?? (long)(snapshot.TimeS * 1000), snapshot.Latest.VoltageV);
        CellLive now = new()
        {
            Snapshot = snapshot,
            Reference = CellLive.ReferenceOf(name),
            IsUnnamed = name is { IsUnnamed: true, IsInSlot: true },
            Metadata = metadata,
            State = StateOf(snapshot, metadata),
            NewestMs = _arrivals.NewestMs,
            Step = results.Steps + 1,
            PlainRetention = results.PlainRetention,
            OpenAlerts = alerts?.Count ?? 0,
            Worst = alerts?.Worst,
            Spark = _spark.Points,
        };
        return _shown = _shown == now ? _shown : now;
    }

    private CellState StateOf(CellSnapshot snapshot, CellMetadata metadata)
    {
        double currentA = snapshot.Latest.CurrentA;
        double leastA = Math.Max(LeastCurrentA, LeastCRate * (metadata.OneCA ?? 0));
        return _arrivals.IsSilent ? CellState.Silent
            : snapshot.Latest.SensorError || snapshot.Latest.Saturated ? CellState.Faulty
            : currentA > leastA ? CellState.Charging
            : currentA < -leastA ? CellState.Discharging
            : CellState.Resting;
    }
}
