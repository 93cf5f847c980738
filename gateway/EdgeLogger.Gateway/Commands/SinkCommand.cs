using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Sinks;
using EdgeLogger.Sinks.Store;
using EdgeLogger.Sinks.Writing;

namespace EdgeLogger.Gateway.Commands;

/// <summary>edgelogger sink status|dead-letters: how points get to their servers.</summary>
internal static class SinkCommand
{
    public static Command Create() => new("sink", """
        Shows how points get to their servers. The gateway may be running.

        Example: edgelogger sink status --data /srv/cells
        """)
    {
        Status(),
        DeadLetters(),
    };

    private static Command Status()
    {
        Option<string> data = DataDirectory.Option();
        Command command = new("status", "Each sink: what it is doing, how far behind the log it is, and what its server would "
            + "not take. Exit code 1: one is stuck.") { data };
        command.SetAction(parsed => WithFile(parsed.GetRequiredValue(data), file =>
        {
            IReadOnlyList<SinkEntry> sinks = file.Sinks();
            foreach (SinkEntry sink in sinks)
            {
                Console.WriteLine(Line(sink));
            }

            return sinks.Any(IsStuck) ? 1 : 0;
        }));
        return command;
    }

    private static Command DeadLetters()
    {
        Option<string> data = DataDirectory.Option();
        Option<InfluxOptions?> resend = ParsedOption.Of(
            "--resend", "URL", "Send them again to this server, as --influx names it; what it takes now is forgotten.",
            InfluxOptions.Parse);
        Command command = new("dead-letters", "Lists the points that servers would not take, with the servers' words.")
            { data, resend };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(resend) is { } server
            ? WithFileAsync(parsed.GetRequiredValue(data), file => ResendAsync(file, server, cancellationToken))
            : Task.FromResult(WithFile(parsed.GetRequiredValue(data), List)));
        return command;
    }

    private static bool IsStuck(SinkEntry sink) => sink.State is nameof(SinkState.Paused) or nameof(SinkState.Failing);

    private static string Line(SinkEntry sink)
    {
        string state = IsStuck(sink) ? sink.State.ToUpperInvariant() : sink.State.ToLowerInvariant();
        string since = sink.Since is { } at
            ? string.Create(CultureInfo.InvariantCulture, $" since {at:yyyy-MM-dd HH:mm:ss}Z")
            : "";
        string words = sink.Words.Length > 0 ? $" ({sink.Words})" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{sink.Name}: {state}{since}{words}; {sink.FramesBehind:N0} frames beyond its saved cursors; "
            + $"{sink.PointsQuarantined:N0} points quarantined, {sink.DeadLetters:N0} kept");
    }

    private static int List(SinkFile file)
    {
        foreach (SinkEntry sink in file.Sinks())
        {
            foreach ((long id, DeadLetter letter) in file.DeadLetters(sink.Name))
            {
                // Lines hold no control characters; the server's words were made plain when they came.
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{id} {sink.Name} {DateTimeOffset.FromUnixTimeMilliseconds(letter.RejectedUtcMs):yyyy-MM-dd HH:mm:ss}Z "
                    + $"{Encoding.UTF8.GetString(letter.Line)}"));
                Console.WriteLine($"    {letter.Words}");
            }
        }

        return 0;
    }

    private static async Task<int> ResendAsync(SinkFile file, InfluxOptions options, CancellationToken cancellationToken)
    {
        DeadLetterRound round = await DeadLetterRound.SendAsync(
            file, options, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        if (round.Stopped.Length > 0)
        {
            throw new UserErrorException(round.ToString());
        }

        Console.WriteLine(round);
        return round.Taken == round.Letters ? 0 : 1;
    }

    private static int WithFile(string directory, Func<SinkFile, int> use) =>
        WithFileAsync(directory, file => Task.FromResult(use(file))).GetAwaiter().GetResult();

    private static async Task<int> WithFileAsync(string directory, Func<SinkFile, Task<int>> use)
    {
        try
        {
            using SinkFile file = SinkFile.Open(Path.GetFullPath(directory))
                ?? throw new UserErrorException(
                    $"No sink has written in {Path.GetFullPath(directory)}. Give `edgelogger serve` a server with --influx.");
            return await use(file).ConfigureAwait(false);
        }
        catch (Exception error)
            when (error is FrameLogException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new UserErrorException(error.Message, error);
        }
    }
}
