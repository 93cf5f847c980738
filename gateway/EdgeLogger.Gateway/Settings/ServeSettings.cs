using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Mirrors;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Sinks;

namespace EdgeLogger.Gateway.Settings;

/// <summary>The list of the settings of `serve`, and what kind of gateway they describe. `config` has the same options.</summary>
internal sealed class ServeSettings
{
    /// <summary>
    /// Port of the built-in broker unless another one is set: `edgelogger board provision` takes it without being given one.
    /// </summary>
    public const int UsualPort = 1883;

    /// <summary>Names of the options that are not settings, because they say where the settings file is.</summary>
    public static readonly string[] FlagsOnly = ["data", "config"];

    // Days, GiB, MiB: far beyond any disk.
    private const double MostKept = 1e6;

    private static readonly string[] MirrorNames = ["json", "homeassistant", "sparkplug"];

    private readonly BrokerTlsOptions _tls = new();
    private readonly PageOptions _page = new();
    private readonly ChoiceOption<CycleOrder> _order = CommonOptions.Order();
    private readonly Option<double?> _nominal = CommonOptions.NominalAh();

    private readonly ChoiceOption<BrokerKind> _broker = new("--broker",
        "The built-in broker. mqttnet runs inside the gateway and needs nothing installed: up to some hundred boards. "
        + "mosquitto runs as a process of its own and must be installed: for thousands of boards.",
        usual: "mqttnet", ("mqttnet", BrokerKind.MqttNet), ("mosquitto", BrokerKind.Mosquitto));

    private readonly Option<MqttLinkOptions?> _mqtt = ParsedOption.Of("--mqtt", "URL",
        "Use this broker, mqtt://USER@HOST[:PORT] or mqtts://...[?ca=FILE], instead of the built-in one. "
        + $"Its password is taken from {BrokerUrl.PasswordVariable}.",
        url => BrokerUrl.Parse(url));

    private readonly Option<string> _listen = PageOptions.AddressOption(
        "--listen", "Address the built-in broker listens on for boards.", "0.0.0.0");

    private readonly Option<int> _port = CommonOptions.Port(
        "--port", "Port of the built-in broker; 0: any free one.", least: 0, usual: UsualPort);

    private readonly Option<InfluxOptions[]?> _influx = ParsedOption.Many("--influx", "URL",
        "Also write to this InfluxDB or VictoriaMetrics: http://HOST:8086?db=NAME, or ?org=ORG&bucket=BUCKET&token-file=FILE. "
        + "May be given several times.",
        ParseInflux);

    private readonly Option<string[]?> _mirror = ParsedOption.Words("--mirror", string.Join('|', MirrorNames),
        "Also publish the latest state of each cell to the broker of --mirror-broker: as retained JSON, for Home "
        + "Assistant, as Sparkplug B. "
        + "May be given several times.",
        MirrorNames);

    private readonly Option<MqttLinkOptions?> _mirrorBroker = ParsedOption.Of("--mirror-broker", "URL",
        $"The lab's own broker, as for --mqtt. Its password is taken from {BrokerUrl.MirrorPasswordVariable}.",
        url => BrokerUrl.Parse(url, BrokerUrl.MirrorPasswordVariable));

    private readonly Option<double?> _keepDays = NumberOption.Positive("--keep-log-days", "DAYS",
        "Drop segments of the frame log whose newest frame is older. Without it and --keep-log-gib the log is kept permanently. "
        + "Results stay; see docs/specs/frame-log.md.",
        "days above 0, up to 1000000, for example 90", MostKept);

    private readonly Option<double?> _keepGib = NumberOption.Positive("--keep-log-gib", "GIB",
        "Drop the oldest segments of the frame log while it is larger.",
        "GiB above 0, up to 1000000, for example 20", MostKept);

    private readonly Option<double?> _segmentMib = NumberOption.Positive("--segment-mib", "MIB",
        "Size of a segment, the unit in which frames are dropped.",
        "MiB above 0, up to 1000000, for example 64", MostKept, usual: 64);

    private readonly Option<int> _maxBoards = NumberOption.Of("--max-boards", "N",
        "Boards that may have streams in the log; further ones are refused.",
        "a number of boards", 1, 1_000_000, 20_000);

    private readonly Option<CategoryLevel[]?> _logLevel = ParsedOption.Many("--log-level", "LEVEL",
        $"Least level of the lines that are written to the gateway's own log: {string.Join(", ", CategoryLevel.Levels)}. "
        + $"CATEGORY=LEVEL sets it for one of {string.Join(", ", CategoryLevel.Categories)} alone. May be given several times.",
        CategoryLevel.Parse, usual: [CategoryLevel.Usual]);

    private readonly SettingConflict[] _conflicts;
    private readonly Command _command = new("serve");

    public ServeSettings()
    {
        Setting broker = new(_broker);
        Setting mqtt = new(_mqtt) { PathParts = ["ca"] };
        Setting tlsPort = new(_tls.Port);
        Setting noPlaintext = new(_tls.NoPlaintext);
        Setting mirror = new(_mirror);
        Setting mirrorBroker = new(_mirrorBroker) { PathParts = ["ca"] };
        Groups =
        [
            new("Broker for boards", [broker, mqtt, new(_listen), new(_port), tlsPort, noPlaintext, new(_tls.Names)]),
            new("Page", [new(_page.Port), new(_page.Address), new(_page.Certificate), new(_page.Key), new(_page.Proxy)]),
            new("Other servers", [new(_influx) { PathParts = ["token-file", "password-file"] }, mirror, mirrorBroker]),
            new("Cycles", [new(_order), new(_nominal, "Ah")]),
            new("Frame log", [new(_keepDays, "d"), new(_keepGib, "GiB"), new(_segmentMib, "MiB"), new(_maxBoards)]),
            new("The gateway's own log", [new(_logLevel)]),
        ];
        Settings = [.. Groups.SelectMany(group => group.Settings)];
        _conflicts =
        [
            new(broker, mqtt, "broker chooses the built-in broker and mqtt uses another one instead: give one of the two",
                parsed => IsGiven(parsed, _broker) && IsGiven(parsed, _mqtt)),
            new(noPlaintext, tlsPort, "no-plaintext and tls-port -1 leave boards no way to the broker: give one of the two",
                parsed => parsed.GetValue(_tls.NoPlaintext) && parsed.GetValue(_tls.Port) < 0),
            new(mirror, mirrorBroker, "mirror says what is published and mirror-broker where: give both, or neither",
                parsed => IsGiven(parsed, _mirror) != IsGiven(parsed, _mirrorBroker)),
        ];
        AddTo(_command);
    }

    /// <summary>Where the gateway keeps what it keeps.</summary>
    public Option<string> Data { get; } = DataDirectory.Option();

    /// <summary>The settings file.</summary>
    public Option<string?> Config { get; } = TextOption.Input(
        "--config", $"Settings file. Without it, {DataDirectory.SettingsFile} in the data directory, if it is "
        + "there. Options override it.");

    /// <summary>The settings by what they are about.</summary>
    public IReadOnlyList<SettingGroup> Groups { get; }

    /// <summary>All settings, in the order in which they are shown.</summary>
    public IReadOnlyList<Setting> Settings { get; }

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        command.Add(Data);
        command.Add(Config);
        foreach (Setting setting in Settings)
        {
            command.Add(setting.Option);
        }
    }

    /// <summary>Reads arguments that were put together from several places.</summary>
    public ParseResult Parse(IReadOnlyList<string> arguments) => _command.Parse(arguments, Given.Parsing);

    /// <summary>What is wrong with values of a setting that were not typed: the option's own words, without its dashes.</summary>
    public IEnumerable<string> FaultsOf(Setting setting, IReadOnlyList<string> values)
    {
        if (values.Any(string.IsNullOrWhiteSpace))
        {
            return [$"{setting.Key} is empty; give {setting.Allowed}, or leave it out."];
        }

        if (setting.IsSwitch && values.FirstOrDefault(value => value is not ("true" or "false")) is { } other)
        {
            return [$"{setting.Key} {Given.Shown(other)} is not known; give true or false."];
        }

        ParseResult parsed = Parse([.. values.Select(value => $"{setting.Option.Name}={value}")]);
        return parsed.Errors.Select(error => Plain(error.Message, setting)).Distinct();
    }

    /// <summary>Which settings do not go together.</summary>
    public IEnumerable<SettingConflict> ConflictsOf(ParseResult parsed) => _conflicts.Where(conflict => conflict.IsMet(parsed));

    /// <summary>What kind of gateway is wanted.</summary>
    public GatewayOptions Read(ParseResult parsed) => new()
    {
        DataDirectory = parsed.GetRequiredValue(Data),
        Broker = _broker.Of(parsed),
        ExternalBroker = parsed.GetValue(_mqtt),
        Listening = _tls.Read(parsed, parsed.GetRequiredValue(_listen), parsed.GetValue(_port)),
        Web = _page.Read(parsed),
        Influx = parsed.GetValue(_influx) ?? [],
        MaxBoards = parsed.GetValue(_maxBoards),
        Retention = new RetentionOptions
        {
            Age = parsed.GetValue(_keepDays) is { } days ? TimeSpan.FromDays(days) : null,
            Bytes = (long?)(parsed.GetValue(_keepGib) * (1L << 30)),
            SegmentBytes = (long)(parsed.GetValue(_segmentMib)!.Value * (1L << 20)),
        },
        MirrorBroker = parsed.GetValue(_mirrorBroker),
        Mirrors = Mirrors(parsed.GetValue(_mirror) ?? []),
        Derivation = new DerivationOptions
        {
            Engine = new CycleEngineOptions { Order = _order.Of(parsed), NominalAh = parsed.GetValue(_nominal) },
        },
    };

    /// <summary>Which lines of the gateway's own log are written.</summary>
    public CategoryLevel[] ReadLogLevels(ParseResult parsed) => parsed.GetValue(_logLevel) ?? [];

    private static bool IsGiven(ParseResult parsed, Option option) =>
        parsed.GetResult(option) is { Implicit: false, Tokens.Count: > 0 };

    private static string Plain(string message, Setting setting) =>
        message.StartsWith(setting.Option.Name, StringComparison.Ordinal) ? message[2..] : message;

    private static MirrorOptions Mirrors(string[] names) => new()
    {
        Json = names.Contains("json"),
        HomeAssistant = names.Contains("homeassistant"),
        Sparkplug = names.Contains("sparkplug"),
    };

    private static InfluxOptions[] ParseInflux(IEnumerable<string> urls)
    {
        InfluxOptions[] sinks = [.. urls.Select(InfluxOptions.Parse)];
        return sinks.DistinctBy(sink => sink.Name).Count() == sinks.Length
            ? sinks
            : throw new UserErrorException("The same server and database is given twice.");
    }
}
