using System;
using System.Threading.Tasks;
using EdgeLogger.Testing.Servers;

namespace EdgeLogger.Sinks.Tests.Contract;

/// <summary>Superseded points on influxd 1.x.</summary>
public sealed class SupersededOnInflux1Tests : SupersededContract
{
    protected override async Task<ServerProcess> StartServerAsync()
    {
        InfluxServer server = await InfluxServer.CreateAsync();
        await server.CreateDatabaseAsync("cells");
        return server;
    }

    protected override InfluxOptions Options(Uri server) => InfluxOptions.Parse($"{server}?db=cells");
}
