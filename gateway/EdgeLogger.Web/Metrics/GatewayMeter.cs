using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Linq;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Results.Quantities;

namespace EdgeLogger.Web.Metrics;

/// <summary>
/// What the gateway measures of itself and of its cells, as instruments of .NET. They have the names that Prometheus shows, and
/// each tag is a label.
/// </summary>
internal sealed class GatewayMeter
{
    private readonly GatewayView _view;

    public GatewayMeter(IMeterFactory meters, GatewayView view)
    {
        _view = view;
        Meter = meters.Create("EdgeLogger");
        Gauge("edgelogger_healthy", "1 if everything that arrives is being kept.", () => One(view.Status().Healthy ? 1 : 0));
        AddCounts();
        AddSinks();
        AddCells();
    }

    public Meter Meter { get; }

    private IEnumerable<CellSnapshot> Cells => _view.Derivation.Snapshots.DistinctBy(cell => cell.Cell.Name);

    private void AddCounts()
    {
        AddCount("edgelogger_messages_total", "Messages received, refused ones included.", counts => counts.Messages);
        AddCount("edgelogger_frames_stored_total", "New frames on disk.", counts => counts.FramesStored);
        AddCount("edgelogger_frames_duplicate_total", "Frames that were on disk already.", counts => counts.FramesDuplicate);
        AddCount("edgelogger_rows_stored_total", "Rows of the new frames.", counts => counts.RowsStored);
        AddCount("edgelogger_frames_stored_bytes_total", "Bytes of the new frames.", counts => counts.BytesStored);
        AddCount("edgelogger_acks_published_total", "Acknowledgements the broker has taken.", counts => counts.AcksPublished);
        Counter("edgelogger_messages_refused_total", "Messages refused.",
            () => _view.Counts().Refused.Select(refused => Tagged(refused.Count, "reason", refused.Reason)));

        void AddCount(string name, string description, Func<GatewayCounts, long> value) =>
            Counter(name, description, () => One(value(_view.Counts())));
    }

    private void AddSinks()
    {
        Gauge("edgelogger_sink_frames_behind", "Frames whose samples the sink has still to write.",
            Each(sink => sink.FramesBehind));
        Counter("edgelogger_sink_points_total", "Points the sink's server has accepted.", Each(sink => sink.Points));
        Gauge("edgelogger_sink_points_quarantined", "Points the sink's server will never take.",
            Each(sink => sink.PointsQuarantined));

        Func<IEnumerable<Measurement<double>>> Each(Func<SinkView, double> value) => () =>
            _view.Sinks().Select(sink => Tagged(value(sink), "sink", sink.Name));
    }

    private void AddCells()
    {
        Gauge("edgelogger_cells", "Cells that have sent rows.", () => One(Cells.Count()));
        foreach (Quantity<SampleEntry> quantity in SampleQuantities.Measured)
        {
            AddCell($"edgelogger_cell_{PrometheusName.Of(quantity)}", quantity.Meaning, cell => quantity.Number(
                new SampleEntry(cell.Cell.Name, cell.Latest, cell.TimeS, cell.UtcMs, DateQuality.Unknown)) ?? double.NaN);
        }

        AddCell("edgelogger_cell_cycles", "Cycles closed.", cell => cell.LastCycle?.Number ?? 0);
        AddCell("edgelogger_cell_measured_seconds", "When the newest row was measured, Unix time.",
            cell => (cell.UtcMs ?? double.NaN) / 1000);

        void AddCell(string name, string description, Func<CellSnapshot, double> value) =>
            Gauge(name, description, () => Cells.Select(cell => Tagged(value(cell), "cell", cell.Cell.Name)));
    }

    private void Gauge(string name, string description, Func<IEnumerable<Measurement<double>>> observe) =>
        Meter.CreateObservableGauge(name, observe, unit: null, description);

    private void Counter(string name, string description, Func<IEnumerable<Measurement<double>>> observe) =>
        Meter.CreateObservableCounter(name, observe, unit: null, description);

    private static IEnumerable<Measurement<double>> One(double value) => [new(value)];

    private static Measurement<double> Tagged(double value, string tag, string of) =>
        new(value, new KeyValuePair<string, object?>(tag, of));
}
