using System;
using System.Threading.Tasks;
using EdgeLogger.Sinks.InfluxDbClient;
using EdgeLogger.Sinks.Tests.Contract;
using EdgeLogger.Sinks.Writing;
using EdgeLogger.Testing.Servers;

namespace EdgeLogger.Sinks.Tests.InfluxDbClient;

/// <summary>The package InfluxDB.Client with VictoriaMetrics, which takes what InfluxDB 2 takes.</summary>
public sealed class InfluxDbClientTests : VictoriaContract
{
    [Fact]
    public void It_is_chosen_for_InfluxDB_2()
    {
        using ILineTarget target = LineTargets.Create(Options(new Uri("http://127.0.0.1:1/")), TimeProvider.System);
        Assert.IsType<InfluxDbClientTarget>(target);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_unreachable()
    {
        using InfluxDbClientTarget target = new(Options(new Uri("http://127.0.0.1:1/")), TimeProvider.System);
        WriteOutcome outcome = await target.WriteAsync("m v=1 1\n"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal(WriteVerdict.Unreachable, outcome.Verdict);
    }

    protected override SinkUnderTest Sink(LabDirectory lab, ServerProcess server)
    {
        InfluxOptions options = SinkUnderTest.Quick(Options(server.Server)) with { BatchPoints = 200 };
        return new SinkUnderTest(lab, options, new InfluxDbClientTarget(options, TimeProvider.System));
    }

    protected override InfluxOptions Options(Uri server) => InfluxOptions.Parse($"{server}?org=lab&bucket={Database}");
}
