using System;

namespace EdgeLogger.Sinks;

/// <summary>Where a sink writes to, and how.</summary>
public sealed record InfluxOptions
{
    /// <summary>The server: http or https, host, port, and a path where a proxy wants one.</summary>
    public required Uri Server { get; init; }

    /// <summary>The database (InfluxDB 1 and 3) or bucket (InfluxDB 2).</summary>
    public required string Database { get; init; }

    /// <summary>The organisation, which InfluxDB 2 asks for; "" for none.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>The user of InfluxDB 1; "" for none.</summary>
    public string User { get; init; } = "";

    /// <summary>The user's password, or the token of InfluxDB 2 and 3; null for none.</summary>
    public Secret? Secret { get; init; }

    /// <summary>How the server takes line protocol. Default: it is asked.</summary>
    public InfluxKind Kind { get; init; }

    /// <summary>Which rows are written. Default: one every 10 s.</summary>
    public SamplePolicy Samples { get; init; } = new(TimeSpan.FromSeconds(10));

    /// <summary>Points after which a batch is sent. Default 5,000; range 1 to 100,000.</summary>
    public int BatchPoints { get; init; } = 5000;

    /// <summary>How long what there is may wait for more. Default 1 s.</summary>
    public TimeSpan FlushEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the server may take over one batch. Default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// First wait after a failure, doubled up to <see cref="RetryMost"/>, and shortened by up to a half by chance. Default 1 s.
    /// </summary>
    public TimeSpan RetryFirst { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait after a failure, and the wait of a paused sink. Default 60 s.</summary>
    public TimeSpan RetryMost { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a server may take to put on its disk what it has accepted; cursors are saved that much later, and a server that
    /// was gone is written to from the saved ones. Default 10 s: VictoriaMetrics takes 5 s, InfluxDB none.
    /// </summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often streams are looked at again that wait for a schema or for UTC. Default 5 s.</summary>
    public TimeSpan RecheckEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Points quarantined that are kept, the newest; all are counted. Default 1,000.</summary>
    public int DeadLettersKept { get; init; } = 1000;

    /// <summary>Where it writes to, for people and for its cursors; without secrets.</summary>
    public string Name => Organisation.Length == 0
        ? $"{Server.GetLeftPart(UriPartial.Path).TrimEnd('/')} {Database}"
        : $"{Server.GetLeftPart(UriPartial.Path).TrimEnd('/')} {Organisation}/{Database}";

    /// <summary>Reads an address such as <c>http://127.0.0.1:8086?db=cells</c> (see docs/specs/influx.md).</summary>
    /// <exception cref="FormatException">It cannot be used; the message says why, and holds no secret.</exception>
    public static InfluxOptions Parse(string address) => new InfluxAddress(address).ToOptions();
}
