using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts;
using EdgeLogger.Derivation;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Ingest;
using EdgeLogger.Keys;
using EdgeLogger.Loops;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Traces;
using EdgeLogger.Web;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>How the gateway is, gathered from its parts.</summary>
internal sealed class StatusReport(
    FrameLogWriter log, BrokerPart broker, MqttSession session, IngestService ingest, IngestPart ingesting,
    DerivationService derivation,
    AlertService alerts, TraceFollower traces, InfluxSinks sinks, LogRetention retention, StoreWatch stores, DamageWatch damage,
    RefusalWatch refusals, BoardKeys keys,
    HealthFigures figures, LoopHealth loops, TimeProvider time)
{
    private readonly Loop _askingAlerts = new Loop("asking how the alerts are", loops);

    /// <summary>How it is now.</summary>
    public GatewayStatus Now()
    {
        List<string> problems = [];
        if (log.Health.State != FrameLogState.Good)
        {
            problems.Add(log.Health.Cause);
        }

        if (!session.IsUp)
        {
            problems.Add($"No connection to the broker: {session.State}.");
        }

        problems.AddRange(sinks.Problems);
        _askingAlerts.Turn(() => problems.AddRange(alerts.Problems));
        problems.AddRange(stores.Problems);
        problems.AddRange(StoreGuard.Problems(log.Directory));
        problems.AddRange(derivation.Problems);
        problems.AddRange(traces.Problems);
        problems.AddRange(loops.Problems);
        problems.AddRange(SchemaWaits.Problems(derivation.Waiting, time));
        // The start has looked whether the accounts were lost; they may be many, and anybody may ask for the health.
        string lost = broker.Own is null || !BrokerAccounts.IsMarkedLost(DataDirectory.Broker(log.Directory))
            ? ""
            : LostAccounts.ProblemOf(log.Directory, keys) ?? "";
        string[] others = [lost, broker.Own?.AccountsProblem ?? "", broker.Own?.CertificateProblem ?? "", ingesting.Problem,
            retention.Problem, damage.Problem];
        problems.AddRange(others.Where(problem => problem.Length > 0).Distinct().Except(problems));
        // Reported, and no reason to be ill: a board that sends rubbish must not make the gateway look broken.
        bool isHealthy = problems.Count == 0;
        problems.AddRange(refusals.Problems());
        problems.AddRange(UnknownKeys.Problems(ingest.States.All, keys));
        return new GatewayStatus(isHealthy, problems, ingest.Counters.StoredFrames, Refused())
        {
            BrokerRefusals = broker.Own?.Refusals ?? 0,
            Detail = figures.Read(),
        };
    }

    /// <summary>Messages refused by ingest.</summary>
    public long Refused() => Enum.GetValues<RefusalReason>().Sum(ingest.Counters.Refused);
}
