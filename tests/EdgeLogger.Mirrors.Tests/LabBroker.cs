using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.Testing.Receivers;

namespace EdgeLogger.Mirrors.Tests;

/// <summary>A real mosquitto on a free loopback port, as a lab runs it, and its clients.</summary>
internal sealed class LabBroker : IAsyncDisposable
{
    private readonly MosquittoServer _server;

    private LabBroker(MosquittoServer server) => _server = server;

    public int Port => _server.Port;

    public static async Task<LabBroker> StartAsync() =>
        new(await MosquittoServer.StartAsync(TestContext.Current.CancellationToken));

    public MqttLinkOptions Link(string clientId) => new() { Host = "127.0.0.1", Port = Port, ClientId = clientId };

    /// <summary>A client that is connected and subscribed.</summary>
    public async Task<IMqttLink> ListenAsync(string clientId, params string[] filters)
    {
        IMqttLink link = MqttLinks.Create(Link(clientId) with { CleanStart = true }, TimeProvider.System);
        await link.ConnectAsync(CancellationToken.None);
        foreach (string filter in filters)
        {
            await link.SubscribeAsync(filter, CancellationToken.None);
        }

        return link;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
