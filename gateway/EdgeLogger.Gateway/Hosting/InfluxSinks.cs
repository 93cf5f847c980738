using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Derivation;
using EdgeLogger.Sinks;
using EdgeLogger.Sinks.Reading;
using EdgeLogger.Sinks.Writing;
using EdgeLogger.Web;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>The InfluxDB-speaking servers that results and samples go to; each its own sink.</summary>
internal sealed class InfluxSinks : IAsyncDisposable
{
    // Past alerts that a new server gets; the open ones it gets in any case.
    private const int AlertsMirrored = 500;

    private readonly DerivationService _derivation;
    private readonly ILogger<InfluxSinks> _logger;
    private int _disposed;

    public InfluxSinks(
        GatewayOptions options, DerivationService derivation, AlertBook book, BoardHealthPoints boards,
        ILogger<InfluxSinks> logger, TimeProvider time)
    {
        _derivation = derivation;
        _logger = logger;
        // Before the book has been read nobody knows whose an alert is.
        AlertPoints alerts = new(() => derivation.Plans.Version == 0
            ? []
            : book.Latest(AlertsMirrored).SelectMany(alert => AlertEvents.Of(alert, derivation.Plans)));
        All = [.. options.Influx.Select(influx => InfluxSink.Create(
            options.DataDirectory, derivation.Store, derivation.Plans, influx, [boards, alerts], time))];
    }

    public IReadOnlyList<InfluxSink> All { get; }

    /// <summary>What does not get through, in words.</summary>
    public IEnumerable<string> Problems => All.Where(sink => IsBad(sink.Status)).Select(sink => sink.Status.Text);

    /// <summary>How they stand, for the page.</summary>
    public IReadOnlyList<SinkView> Views => [.. All.Select(sink => ViewOf(sink.Status))];

    public void Start()
    {
        foreach (InfluxSink sink in All)
        {
            sink.StatusChanged += status =>
                _logger.Log(IsBad(status) ? LogLevel.Error : LogLevel.Information, "sink {Status}", status.Text);
            _derivation.Stored += sink.ResultsStored;
            sink.Start();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            foreach (InfluxSink sink in All.Reverse())
            {
                await sink.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static bool IsBad(SinkStatus status) => status.State is SinkState.Paused or SinkState.Failing;

    private static SinkView ViewOf(SinkStatus status) => new(
        status.Name, status.State.ToString(), status.Text, status.Points, status.PointsQuarantined, status.FramesBehind,
        status.AcceptedAt);
}
