using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Prometheus;

namespace EdgeLogger.Web.Metrics;

/// <summary>
/// Writes what a meter's instruments say now, in the text format of Prometheus. Each time from a registry of its own: what is
/// gone is not written, and gateways in one process do not see each other's.
/// </summary>
internal static class PrometheusExport
{
    public static Task WriteAsync(Meter meter, Stream stream, CancellationToken cancellationToken)
    {
        CollectorRegistry registry = Prometheus.Metrics.NewCustomRegistry();
        IMetricFactory factory = Prometheus.Metrics.WithCustomRegistry(registry);
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Set(factory, instrument, value, tags));
        listener.Start();
        listener.RecordObservableInstruments();
        return registry.CollectAndExportAsTextAsync(stream, ExpositionFormat.PrometheusText, cancellationToken);
    }

    private static void Set(
        IMetricFactory factory, Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string[] labels = new string[tags.Length];
        string[] values = new string[tags.Length];
        for (int i = 0; i < tags.Length; i++)
        {
            labels[i] = tags[i].Key;
            values[i] = tags[i].Value?.ToString() ?? "";
        }

        string help = instrument.Description ?? "";
        if (instrument is ObservableCounter<double>)
        {
            factory.CreateCounter(instrument.Name, help, labels).WithLabels(values).IncTo(value);
        }
        else
        {
            factory.CreateGauge(instrument.Name, help, labels).WithLabels(values).Set(value);
        }
    }
}
