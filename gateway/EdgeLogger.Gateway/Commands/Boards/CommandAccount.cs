using System;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeLogger.Files;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Brokers;

namespace EdgeLogger.Gateway.Commands.Boards;

/// <summary>
/// An account of the built-in broker for one command, its own until it is disposed: two commands that signed in as one user would
/// end each other's connections, and one that signed in as the gateway, the gateway's.
/// </summary>
internal sealed class CommandAccount : IDisposable
{
    private readonly IDisposable _held;

    private CommandAccount(IDisposable held, MqttLinkOptions link)
    {
        _held = held;
        Link = link;
    }

    /// <summary>How to connect with it.</summary>
    public MqttLinkOptions Link { get; }

    /// <summary>Takes a free one.</summary>
    /// <param name="dataDirectory">The gateway's folder.</param>
    /// <exception cref="UserErrorException">There is no gateway's broker, or all accounts are in use; the message says what to
    /// do.</exception>
    public static CommandAccount Take(string dataDirectory)
    {
        string directory = DataDirectory.Broker(dataDirectory);
        string file = Path.Combine(directory, OwnBroker.PortFile);
        string[] reported = File.Exists(file) ? File.ReadAllLines(file) : [];
        if (reported.Length == 0 || !int.TryParse(reported[0], CultureInfo.InvariantCulture, out int port))
        {
            throw new UserErrorException(
                $"No gateway has run on {Path.GetFullPath(dataDirectory)} with a built-in broker. Start one with `edgelogger "
                + "serve`, or name its folder with --data, or the broker with --mqtt.");
        }

        string password = BrokerAccounts.Open(directory).GatewayPassword;
        foreach (string user in Enumerable.Range(1, BrokerAccounts.CommandUsers).Select(BrokerAccounts.CommandUser))
        {
            if (PrivateFile.TryLock(Path.Combine(directory, user + ".lock")) is { } held)
            {
                return new CommandAccount(
                    held, new MqttLinkOptions
                    {
                        Host = reported.ElementAtOrDefault(1)
                            ?? "127.0.0.1",
                        Port = port,
                        ClientId = user,
                        Username = user,
                        Password = password
                    });
            }
        }

        throw new UserErrorException(
            $"{BrokerAccounts.CommandUsers} commands to boards are running on this gateway, and no more can at the same time. "
            + "Wait until one of them ends.");
    }

    public void Dispose() => _held.Dispose();
}
