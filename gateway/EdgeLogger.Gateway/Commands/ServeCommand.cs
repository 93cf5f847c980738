using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Mirrors;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Sinks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Commands;

/// <summary>edgelogger serve: the gateway for real boards.</summary>
internal static class ServeCommand
{
    /// <summary>Variable that holds the password of a broker given by --mirror-broker.</summary>
    public const string MirrorPasswordVariable = "EDGELOGGER_MIRROR_PASSWORD";

    // `edgelogger board provision` takes it without being given one.
    private const int UsualPort = 1883;

    // Days, GiB, MiB: far beyond any disk.
    private const double MostKept = 1e6;

    private static readonly string[] MirrorNames = ["json", "homeassistant", "sparkplug"];

    public static Command Create()
    {
        Option<string> data = DataDirectory.Option();
        Option<MqttLinkOptions?> mqtt = ParsedOption.Of("--mqtt", "URL",
            $"Use this broker, mqtt://USER@HOST[:PORT] or mqtts://...[?ca=FILE], instead of the built-in one. Its password is taken from {BrokerUrl.PasswordVariable}.",
            url => BrokerUrl.Parse(url));
        ChoiceOption<BrokerKind> broker = new("--broker",
            "The built-in broker. mqttnet (the default) runs inside the gateway and needs nothing installed: up to some hundred boards. mosquitto runs as a process of its own and must be installed: for thousands of boards.",
            usual: null, ("mqttnet", BrokerKind.MqttNet), ("mosquitto", BrokerKind.Mosquitto));
        Option<string> listen = PageOptions.AddressOption("--listen", "Address the built-in broker listens on for boards.", "0.0.0.0");
        Option<int> port = CommonOptions.Port("--port", "Port of that broker; 0: any free one.", least: 0, usual: UsualPort);
        BrokerTlsOptions tls = new();
        PageOptions page = new();
        ChoiceOption<CycleOrder> order = CommonOptions.Order();
        Option<double?> nominal = CommonOptions.NominalAh();
        Option<InfluxOptions[]?> influx = ParsedOption.Many("--influx", "URL",
            "Also write to this InfluxDB or VictoriaMetrics: http://HOST:8086?db=NAME, or ?org=ORG&bucket=BUCKET&token-file=FILE. May be given several times.",
            ParseInflux);
        Option<string[]?> mirror = ParsedOption.Words("--mirror", string.Join('|', MirrorNames),
            "Also publish the latest state of each cell to the broker of --mirror-broker: as retained JSON, for Home Assistant, as Sparkplug B. May be given several times.",
            MirrorNames);
        Option<MqttLinkOptions?> mirrorBroker = ParsedOption.Of("--mirror-broker", "URL",
            $"The lab's own broker, as for --mqtt. Its password is taken from {MirrorPasswordVariable}.",
            url => BrokerUrl.Parse(url, MirrorPasswordVariable));
        Option<double?> keepDays = NumberOption.Positive("--keep-log-days", "DAYS",
            "Drop segments of the frame log whose newest frame is older. Without it and --keep-log-gib the log is kept permanently. Results stay; see docs/specs/frame-log.md.",
            "days above 0, up to 1000000, for example 90", MostKept);
        Option<double?> keepGib = NumberOption.Positive("--keep-log-gib", "GIB", "Drop the oldest segments of the frame log while it is larger.",
            "GiB above 0, up to 1000000, for example 20", MostKept);
        Option<double?> segmentMib = NumberOption.Positive("--segment-mib", "MIB", "Size of a segment, the unit in which frames are dropped; 64 without it.",
            "MiB above 0, up to 1000000, for example 64", MostKept);
        Option<int> maxBoards = NumberOption.Of("--max-boards", "N", "Boards that may have streams in the log; further ones are refused.",
            "a number of boards", 1, 1_000_000, 20_000);
        Option<bool> stopWithInput = new("--stop-with-input") { Hidden = true };
        Command command = new("serve", """
            Runs the gateway: takes frames from boards, keeps them on disk before it acknowledges them, and derives each cell's cycles
            as they close. It has a built-in broker; `edgelogger board provision` sets a board up for it. A data folder that is not there is
            made, if the folder above it is.

            Example: edgelogger serve --data /srv/cells
            """)
        {
            data, broker, mqtt, listen, port, tls.Port, tls.NoPlaintext, tls.Names, page.Port, page.Address, page.Certificate, page.Key, page.Proxy, influx, mirror, mirrorBroker, order, nominal,
            keepDays, keepGib, segmentMib, maxBoards, stopWithInput,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(broker) is not null && result.GetResult(mqtt) is not null)
            {
                result.AddError("--broker chooses the built-in broker and --mqtt uses another one instead: give one of the two.");
            }
        });
        command.Validators.Add(tls.Check);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new GatewayOptions
            {
                DataDirectory = parsed.GetRequiredValue(data),
                Broker = broker.Of(parsed),
                ExternalBroker = parsed.GetValue(mqtt),
                Listening = tls.Read(parsed, parsed.GetRequiredValue(listen), parsed.GetValue(port)),
                Web = page.Read(parsed),
                Influx = parsed.GetValue(influx) ?? [],
                MaxBoards = parsed.GetValue(maxBoards),
                Retention = new RetentionOptions
                {
                    Age = parsed.GetValue(keepDays) is { } days ? TimeSpan.FromDays(days) : null,
                    Bytes = (long?)(parsed.GetValue(keepGib) * (1L << 30)),
                    SegmentBytes = (long)((parsed.GetValue(segmentMib) ?? 64) * (1L << 20)),
                },
                MirrorBroker = parsed.GetValue(mirrorBroker),
                Mirrors = ParseMirrors(parsed.GetValue(mirror) ?? [], parsed.GetValue(mirrorBroker) is not null),
                Derivation = new DerivationOptions
                {
                    Engine = new CycleEngineOptions { Order = order.Of(parsed), NominalAh = parsed.GetValue(nominal) },
                },
            },
            parsed.GetValue(stopWithInput), cancellationToken));
        return command;
    }

    private static MirrorOptions ParseMirrors(string[] names, bool hasBroker) => (names.Length > 0) == hasBroker
        ? new MirrorOptions { Json = names.Contains("json"), HomeAssistant = names.Contains("homeassistant"), Sparkplug = names.Contains("sparkplug") }
        : throw new UserErrorException("--mirror says what is published and --mirror-broker where: give both, or neither.");

    private static InfluxOptions[] ParseInflux(IEnumerable<string> urls)
    {
        InfluxOptions[] sinks = [.. urls.Select(InfluxOptions.Parse)];
        return sinks.DistinctBy(sink => sink.Name).Count() == sinks.Length
            ? sinks
            : throw new UserErrorException("The same server and database is given twice.");
    }

    private static async Task<int> RunAsync(GatewayOptions options, bool stopWithInput, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bool isMade = DataDirectory.Make(options.DataDirectory);
        GatewayHost host = await StartAsync(options, isMade, stopping.Token).ConfigureAwait(false);
        if (isMade)
        {
            Console.WriteLine($"made:   {Path.GetFullPath(options.DataDirectory)}, for a new log");
        }

        await using (host.ConfigureAwait(false))
        {
            SayReady(options, host);
            if (stopWithInput)
            {
                _ = Task.Run(() => StopAtEndOfInput(stopping), CancellationToken.None);
            }

            await host.UntilStoppedAsync(stopping.Token).ConfigureAwait(false);
        }

        return 0;
    }

    // A log on the console; and if a service manager has started this process, what that one expects of it.
    private static void AddSurroundings(IServiceCollection services)
    {
        services.AddLogging(logging => logging
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
            })
            // The host's own words: a part that cannot start is reported once, in a sentence.
            .AddFilter("Microsoft", LogLevel.None));
        services.AddSystemd();
        services.AddWindowsService();
    }

    private static async Task<GatewayHost> StartAsync(GatewayOptions options, bool isMade, CancellationToken cancellationToken)
    {
        try
        {
            return await GatewayHost.StartAsync(options, AddSurroundings, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        catch when (isMade)
        {
            DataDirectory.RemoveUnused(options.DataDirectory);
            throw;
        }
    }

    private static void SayReady(GatewayOptions options, GatewayHost host)
    {
        if (host.Broker is { } broker)
        {
            int boards = broker.Accounts.Boards.Count;
            Console.WriteLine($"broker: {broker.Description} on {options.Listening.PlainAddress}:{broker.Port}, {boards} {(boards == 1 ? "board has" : "boards have")} an account");
            if (broker.TlsPort is { } tlsPort)
            {
                Console.WriteLine($"tls:    on {options.Listening.Address}:{tlsPort}; clients need the certificate {broker.AuthorityFile}");
            }

            if (boards == 0)
            {
                string tls = options.Listening.NoPlaintext ? $" --broker-port {broker.TlsPort} --tls --ca {broker.AuthorityFile}"
                    : broker.Port == UsualPort ? "" : $" --broker-port {broker.Port}";
                Console.WriteLine($"        set a board up: edgelogger board provision --port PORT --board NAME --broker ADDRESS{tls} --data {options.DataDirectory}");
            }
        }

        if (host.Page is { } page)
        {
            Console.WriteLine($"page:   {page.Url}");
        }

        Console.WriteLine($"ready:  log in {Path.GetFullPath(options.DataDirectory)}; Ctrl+C stops");
    }

    private static void StopAtEndOfInput(CancellationTokenSource stopping)
    {
        while (Console.In.ReadLine() is not null)
        {
            // Only its end means something.
        }

        stopping.Cancel();
    }
}
