using System;
using System.Collections.Generic;
using System.IO;

namespace EdgeLogger.Sinks;

/// <summary>
/// The address of a server as a person writes it. Errors name the part that is wrong and never repeat its value if it may be
/// secret.
/// </summary>
internal sealed class InfluxAddress
{
    private const string Example = "An address looks like http://127.0.0.1:8086?db=cells "
        + "or https://influx.lab:8086?org=lab&bucket=cells&token-file=PATH.";

    private static readonly string[] Known = ["db", "org", "bucket", "user", "password-file", "token-file", "kind", "samples"];
    private static readonly string[] Secrets = ["password", "pass", "p", "token", "u"];

    private readonly Dictionary<string, string> _parts = new(StringComparer.Ordinal);
    private readonly Uri _server;

    public InfluxAddress(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new FormatException($"The address of the InfluxDB server is not one of http or https. {Example}");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw new FormatException(
                "The address of the InfluxDB server holds a name or password before the host, where others can "
                + "see it. Give user=NAME&password-file=PATH instead.");
        }

        _server = new Uri(uri.GetLeftPart(UriPartial.Path));
        foreach (string part in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            Add(equals < 0 ? part : part[..equals], equals < 0 ? "" : Uri.UnescapeDataString(part[(equals + 1)..]));
        }
    }

    public InfluxOptions ToOptions()
    {
        string database = Part("db").Length > 0 ? Part("db") : Part("bucket");
        if (database.Length == 0)
        {
            throw new FormatException(
                $"The address of the InfluxDB server names no database (db=) and no bucket (bucket=). {Example}");
        }

        bool hasUser = Part("user").Length > 0;
        if (hasUser != _parts.ContainsKey("password-file") || (hasUser && _parts.ContainsKey("token-file")))
        {
            throw new FormatException("A server takes either user= with password-file=, or token-file= alone.");
        }

        if (Kind() == InfluxKind.Influx2 && Part("org").Length == 0)
        {
            throw new FormatException("InfluxDB 2 keeps buckets in organisations: kind=influx2 needs org=NAME too.");
        }

        string secretPart = hasUser ? "password-file" : "token-file";
        return new InfluxOptions
        {
            Server = _server,
            Database = database,
            Organisation = Part("org"),
            User = Part("user"),
            Secret = _parts.ContainsKey(secretPart) ? ReadSecret(secretPart) : null,
            Kind = Kind(),
            Samples = Part("samples").Length > 0
                ? SamplePolicy.Parse(Part("samples"))
                : new SamplePolicy(TimeSpan.FromSeconds(10)),
        };
    }

    private void Add(string name, string value)
    {
        if (Array.IndexOf(Secrets, name) >= 0)
        {
            throw new FormatException(
                $"'{name}=' in an address can be read by every user of this machine. Put the secret into a file and "
                + "name the file: token-file=PATH, or user=NAME&password-file=PATH.");
        }

        if (Array.IndexOf(Known, name) < 0)
        {
            throw new FormatException(
                $"The address of the InfluxDB server has a part that is not known; known are {string.Join(", ", Known)}.");
        }

        if (!_parts.TryAdd(name, value))
        {
            throw new FormatException($"The address of the InfluxDB server has '{name}=' twice.");
        }
    }

    private string Part(string name) => _parts.GetValueOrDefault(name, "");

    private InfluxKind Kind() => Part("kind") switch
    {
        "" => Part("org").Length > 0 ? InfluxKind.Influx2 : InfluxKind.Ask,
        "influx1" => InfluxKind.Influx1,
        "influx2" => InfluxKind.Influx2,
        "influx3" => InfluxKind.Influx3,
        _ => throw new FormatException(
            "kind is 'influx1' (VictoriaMetrics too), 'influx2' or 'influx3'; without it the server is asked."),
    };

    private Secret ReadSecret(string part)
    {
        string path = Part(part);
        try
        {
            string secret = File.ReadAllText(path).Trim();
            return secret.Length > 0 && secret.AsSpan().IndexOfAnyInRange('\0', '\x1F') < 0
                ? new Secret(secret)
                : throw new FormatException($"{part}: the file '{path}' does not hold one line with the secret.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FormatException($"{part}: the file '{path}' cannot be read: {error.Message}", error);
        }
    }
}
