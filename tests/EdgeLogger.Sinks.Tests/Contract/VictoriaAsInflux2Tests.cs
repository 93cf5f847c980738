using System;
using EdgeLogger.Sinks.Http;
using EdgeLogger.Testing.Servers;

namespace EdgeLogger.Sinks.Tests.Contract;

/// <summary>The HTTP adapter with VictoriaMetrics, by the way of InfluxDB 2.</summary>
public sealed class VictoriaAsInflux2Tests : VictoriaContract
{
    // Not by LineTargets, which takes InfluxDB.Client for InfluxDB 2.
    protected override SinkUnderTest Sink(LabDirectory lab, ServerProcess server)
    {
        InfluxOptions options = SinkUnderTest.Quick(Options(server.Server)) with { BatchPoints = 200 };
        return new SinkUnderTest(lab, options, new HttpLineTarget(options, TimeProvider.System));
    }

    protected override InfluxOptions Options(Uri server) => InfluxOptions.Parse($"{server}?org=lab&bucket={Database}");
}
