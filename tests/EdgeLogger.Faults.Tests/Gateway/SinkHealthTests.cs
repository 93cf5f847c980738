using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Files.Sqlite;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Sinks;
using EdgeLogger.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>What a gateway's health check says of a sink that cannot go on.</summary>
public sealed class SinkHealthTests
{
    [Fact]
    public async Task A_sink_that_cannot_go_on_is_named_by_health_until_it_can()
    {
        using ScratchDirectory directory = new();
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(4));
        MakeOfNewerVersion(directory.File("sinks.db"));
        InfluxOptions influx = new()
        {
            Server = new Uri("http://127.0.0.1:9"),
            Database = "lab",
            Kind = InfluxKind.Influx1,
            RetryFirst = TimeSpan.FromMilliseconds(50),
            RetryMost = TimeSpan.FromMilliseconds(200),
        };
        await using GatewayHost gateway = await GatewayHost.StartAsync(
            new GatewayOptions { DataDirectory = directory, Influx = [influx] }, NullLoggerFactory.Instance, TimeProvider.System,
            patience.Token);
        bool IsNamed() => gateway.Status().Problems.Any(problem => problem.Contains(influx.Name, StringComparison.Ordinal)
            && problem.Contains("FAILING", StringComparison.Ordinal));
        while (!IsNamed())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }

        File.Delete(directory.File("sinks.db"));
        while (IsNamed())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    private static void MakeOfNewerVersion(string path)
    {
        using StoreFile file = StoreFile.Connect(path);
        file.Execute("PRAGMA user_version=999");
    }
}
