using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Gateway.Commands.Boards;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Testing;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>A built-in broker that listens on one address of several.</summary>
public sealed class ListeningAddressTests
{
    [Theory]
    [InlineData(BrokerKind.MqttNet)]
    [InlineData(BrokerKind.Mosquitto)]
    public async Task A_gateway_and_its_commands_reach_a_broker_that_listens_on_one_address_only(BrokerKind kind)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a second loopback address.");
        using ScratchDirectory directory = new();
        using LogLines lines = new();
        using ILoggerFactory loggers = LoggerFactory.Create(logging => logging.AddProvider(lines));
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(4));
        GatewayOptions options = new()
        {
            DataDirectory = directory,
            Broker = kind,
            Listening = new BrokerListening { Address = "127.0.0.2" },
        };
        await using GatewayHost gateway = await GatewayHost.StartAsync(options, loggers, TimeProvider.System, patience.Token);

        await lines.WaitForAsync(": connected", patience.Token);

        using CommandAccount account = CommandAccount.Take(directory);
        Assert.Equal(("127.0.0.2", gateway.Broker!.Port), (account.Link.Host, account.Link.Port));
    }
}
