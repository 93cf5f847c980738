using System;
using System.Threading.Tasks;
using EdgeLogger.Testing.Servers;

namespace EdgeLogger.Sinks.Tests.Contract;

/// <summary>Superseded points on VictoriaMetrics.</summary>
public sealed class SupersededOnVictoriaTests : SupersededContract
{
    protected override async Task<ServerProcess> StartServerAsync() => await VictoriaServer.CreateAsync();

    protected override InfluxOptions Options(Uri server) => InfluxOptions.Parse($"{server}?db=cells");
}
