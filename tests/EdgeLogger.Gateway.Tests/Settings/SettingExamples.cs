using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EdgeLogger.Gateway.Tests.Settings;

/// <summary>Values for every setting, by its key. A new setting without any fails the tests that go through the list.</summary>
internal static class SettingExamples
{
    private static readonly Dictionary<string, SettingExample> All = new()
    {
        ["broker"] = new("mosquitto", "mqttnet", "mosquitto", Wrong: "rabbit"),
        ["mqtt"] = new("mqtt://gateway@a.lab", "mqtts://b.lab?ca=DIR/a.pem", "mqtt://c.lab:1884", Wrong: "nowhere"),
        ["listen"] = new("127.0.0.1", "127.0.0.2", "127.0.0.3", Wrong: "nowhere"),
        ["port"] = new("1884", "0", "65535", Wrong: "65536"),
        ["tls-port"] = new("8884", "-1", "0", Wrong: "-2"),
        ["no-plaintext"] = new("true", "false", "true", Wrong: "yes"),
        ["broker-name"] = new("gateway.lab", "10.0.0.5", "other.lab", Wrong: "*.lab"),
        ["web"] = new("8081", "-1", "0", Wrong: "http"),
        ["web-listen"] = new("127.0.0.3", "127.0.0.2", "0.0.0.0", Wrong: "localhost:80"),
        ["web-certificate"] = new("DIR/a.pem", "DIR/b.pem", "DIR/c.pem", Wrong: "DIR/none.pem"),
        ["web-key"] = new("DIR/a.pem", "DIR/b.pem", "DIR/c.pem", Wrong: "DIR/none.pem"),
        ["web-proxy"] = new("true", "false", "true", Wrong: "1"),
        ["influx"] = new(
            "http://a.lab:8086?db=cells", "http://b.lab:8086?org=lab&bucket=cells&token-file=DIR/a.pem",
            "http://c.lab:8086?db=cells", Wrong: "a.lab"),
        ["mirror"] = new("json", "homeassistant", "sparkplug", Wrong: "jason")
        { Companion = "--mirror-broker=mqtt://broker.lab" },
        ["mirror-broker"] = new("mqtt://a.lab", "mqtts://b.lab?ca=DIR/a.pem", "mqtt://c.lab:1884", Wrong: "http://a.lab")
        { Companion = "--mirror=json" },
        ["order"] = new("charge-first", "auto", "discharge-first", Wrong: "sideways"),
        ["nominal-ah"] = new("0.001", "0.0012", "1", Wrong: "0"),
        ["keep-log-days"] = new("90", "0.5", "365", Wrong: "-1"),
        ["keep-log-gib"] = new("20", "0.5", "100", Wrong: "many"),
        ["segment-mib"] = new("32", "64", "128", Wrong: "0"),
        ["max-boards"] = new("10", "20000", "1000000", Wrong: "0"),
        ["log-level"] = new("debug", "ingest=trace", "critical", Wrong: "verbose"),
    };

    /// <summary>The values for a setting, with the folder in which the files that they name are.</summary>
    public static SettingExample Of(string key, string folder) => All.TryGetValue(key, out SettingExample? example)
        ? example.In(folder)
        : throw new InvalidOperationException($"What is right and what is wrong for the setting {key}?");

    /// <summary>Makes the files that values name.</summary>
    public static void MakeFiles(string folder)
    {
        foreach (string name in (string[])["a.pem", "b.pem", "c.pem"])
        {
            File.WriteAllText(Path.Combine(folder, name), "something");
        }
    }

    /// <summary>Keys that have values.</summary>
    public static IEnumerable<string> Keys => All.Keys.Order(StringComparer.Ordinal);
}

/// <summary>Values for one setting.</summary>
/// <param name="InFile">One that is not the default.</param>
/// <param name="InEnvironment">Another one.</param>
/// <param name="Typed">One that is not the one before it.</param>
/// <param name="Wrong">One that is refused.</param>
internal sealed record SettingExample(string InFile, string InEnvironment, string Typed, string Wrong)
{
    /// <summary>An option that has to be given too; "" for none.</summary>
    public string Companion { get; init; } = "";

    /// <summary>The same with the name of a folder put in.</summary>
    public SettingExample In(string folder) => this with
    {
        InFile = Named(InFile, folder),
        InEnvironment = Named(InEnvironment, folder),
        Typed = Named(Typed, folder),
        Wrong = Named(Wrong, folder),
    };

    private static string Named(string text, string folder) => text.Replace("DIR", folder, StringComparison.Ordinal);
}
