using System;
using System.CommandLine;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Sinks;
using EdgeLogger.Sinks.Setup;

namespace EdgeLogger.Gateway.Commands;

/// <summary>edgelogger influx init URL: makes the database that a sink writes to.</summary>
internal static class InfluxCommand
{
    public static Command Create() => new("influx", "Sets up an InfluxDB for the gateway.") { Init() };

    private static Command Init()
    {
        Argument<InfluxOptions> url = new("URL")
        {
            Description = "As for `serve --influx`: http://HOST:8086?db=NAME, or ?org=ORG&bucket=BUCKET&token-file=FILE with a "
                + "token that may make buckets.",
            CustomParser = result => Given.Read(result, InfluxOptions.Parse),
        };
        Option<TimeSpan?> retention = ParsedOption.Of(
            "--retention", "400d|forever", "How long points are kept. Without it a database that is there keeps its setting.",
            ParseRetention);
        Command command = new("init", """
            Asks the server which version it is, makes the database or bucket unless it is there, and sets how long points are kept. Run
            again it changes only what differs.

            Example: edgelogger influx init http://127.0.0.1:8086?db=cells --retention 400d
            """)
        {
            url, retention,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(url), parsed.GetValue(retention), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(InfluxOptions options, TimeSpan? retention, CancellationToken cancellationToken)
    {
        try
        {
            using InfluxSetup setup = new(options, retention);
            foreach (string done in await setup.RunAsync(cancellationToken).ConfigureAwait(false))
            {
                Console.WriteLine(done);
            }

            return 0;
        }
        catch (InfluxSetupException error)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    private static TimeSpan? ParseRetention(string text)
    {
        if (text == "forever")
        {
            return TimeSpan.Zero;
        }

        return text.EndsWith('d') && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None,
            CultureInfo.InvariantCulture, out int days) && days is >= 1 and <= 36500
            ? TimeSpan.FromDays(days)
            : throw new UserErrorException($"'{Given.Shown(text)}' is not a retention; give for example 400d, or forever.");
    }
}
