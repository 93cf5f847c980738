using System;
using System.CommandLine;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Gateway.Commands.Reading;

namespace EdgeLogger.Gateway.Commands.Boards;

/// <summary>edgelogger board config get|set: the board's configuration, over MQTT.</summary>
internal static class ConfigCommands
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Create() => new("config", """
        Reads and sets a board's configuration. A new one is tried: if the board does not reach the gateway with it, it goes back by itself.

        Example: edgelogger board config get bench-01 > bench-01.json    (edit it, and raise "version")
                 edgelogger board config set bench-01 bench-01.json
        """)
    {
        Get(),
        Set(),
    };

    private static Command Get()
    {
        Argument<string> board = BoardOptions.Board();
        BoardOptions common = new();
        Command command = new("get",
            "Prints the configuration that the board runs; secrets are left out, and the board keeps them.") { board };
        common.AddTo(command, isChange: false);
        command.SetAction((parsed, cancellationToken) => common.RunAsync(parsed, async boards =>
        {
            JsonObject configuration =
                await boards.ConfigurationAsync(parsed.GetRequiredValue(board), cancellationToken).ConfigureAwait(false);
            Console.WriteLine(configuration.ToJsonString(Indented));
            return 0;
        }, cancellationToken));
        return command;
    }

    private static Command Set()
    {
        Argument<string> board = BoardOptions.Board();
        Argument<string> file = TextOption.CheckedArgument(
            new Argument<string>("FILE") { Description = "The document (docs/specs/board-config.md)." }, TextOption.NoInput);
        Option<bool> noWait = new("--no-wait") { Description = "Do not wait for what becomes of it." };
        BoardOptions common = new();
        Command command = new("set", "Gives the board a configuration, and waits until it is confirmed, refused or rolled back.")
            { board, file, noWait };
        common.AddTo(command, isChange: true);
        command.SetAction((parsed, cancellationToken) => common.RunAsync(parsed, async boards =>
        {
            string id = parsed.GetRequiredValue(board);
            (JsonObject configuration, int version, int trialSeconds) = Read(parsed.GetRequiredValue(file));
            BoardStatus? before = await StateAsync(boards, id, cancellationToken).ConfigureAwait(false);
            if (before is { IsOnline: true } && version <= before.ConfigVersion)
            {
                throw new UserErrorException($"Board {id} runs configuration {before.ConfigVersion}: a new one has a version "
                    + $"above it. `edgelogger board config get {id}` prints it.");
            }

            common.Audit(parsed, "board-config", id, $"version {version}");
            await boards.ConfigureAsync(id, configuration, cancellationToken).ConfigureAwait(false);
            Console.WriteLine($"Configuration {version} is laid down for {id}.");
            return parsed.GetValue(noWait) ? 0
                : await WaitAsync(boards, id, version, before, trialSeconds, cancellationToken).ConfigureAwait(false);
        }, cancellationToken));
        return command;
    }

    private static (JsonObject Configuration, int Version, int TrialSeconds) Read(string file)
    {
        try
        {
            JsonObject configuration = JsonNode.Parse(
                File.ReadAllText(file), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })?.AsObject()
                ?? throw new UserErrorException($"{file} holds no document.");
            int version = (int?)configuration["version"]
                ?? throw new UserErrorException("The document has no version: write the running one plus 1.");
            return (configuration, version, (int?)configuration["trial_s"] ?? 600);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException
            or InvalidOperationException or FormatException)
        {
            throw new UserErrorException($"{file}: {error.Message}", error);
        }
    }

    // What the broker has kept comes within a moment; a board that was never there has reported nothing.
    private static async Task<BoardStatus?> StateAsync(BoardCommands boards, string board, CancellationToken cancellationToken)
    {
        try
        {
            return await boards.WaitAsync(board, _ => true, TimeSpan.FromSeconds(3), cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static async Task<int> WaitAsync(
        BoardCommands boards, string board, int version, BoardStatus? before, int trialSeconds,
        CancellationToken cancellationToken)
    {
        // What the board reported before may be of another document with the same version.
        bool IsSettled(BoardStatus state) => !ReferenceEquals(state, before) && !state.IsRetained && !state.IsTrial
            && state.LastVersion == version
            && (state.LastOutcome is "confirmed" or "refused" or "rolled-back");
        try
        {
            BoardStatus state = await boards.WaitAsync(
                board, IsSettled, TimeSpan.FromSeconds(trialSeconds + 120), cancellationToken).ConfigureAwait(false);
            Console.WriteLine(state.LastOutcome == "confirmed"
                ? $"{board} runs it, and has reached the gateway with it."
                : $"{board} runs configuration {state.ConfigVersion}: {version} was {state.LastOutcome}: {state.Reason}");
            return state.LastOutcome == "confirmed" ? 0 : 1;
        }
        catch (TimeoutException error)
        {
            throw new UserErrorException($"Board {board} has not reported what became of it. It gets the configuration when it "
                + $"is back; `edgelogger board show {board}` shows it.", error);
        }
    }
}
