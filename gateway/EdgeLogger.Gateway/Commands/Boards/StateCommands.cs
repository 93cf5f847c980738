using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Web;
using EdgeLogger.Web.Components.Boards;

namespace EdgeLogger.Gateway.Commands.Boards;

/// <summary>edgelogger board show|watch: what boards report of themselves.</summary>
internal static class StateCommands
{
    // Retained states come at once; a board that has never reported one is not waited for.
    private static readonly TimeSpan StateWithin = TimeSpan.FromSeconds(5);

    public static IEnumerable<Command> Create() => [Show(), Watch()];

    /// <summary>One line on a board.</summary>
    /// <param name="state">What it last said of itself. How old a state is that the broker has kept, nobody knows: it is taken
    /// for new.</param>
    /// <param name="problems">What the gateway finds wrong with what it sends.</param>
    public static string Line(BoardStatus state, IEnumerable<string> problems)
    {
        BoardView view = new(state.Board, state.ReceivedAt.ToUnixTimeMilliseconds(), WasRetained: false, state.Document)
        { Problems = [.. problems] };
        return string.Create(CultureInfo.InvariantCulture,
            $"{state.Board,-20} {BoardStanding.Of(view).Health(state.ReceivedAt),-13} {Details(state)}").TrimEnd();
    }

    private static string Details(BoardStatus state)
    {
        if (!state.IsOnline)
        {
            return "";
        }

        string trial = state.IsTrial ? " (on trial)" : state.LastOutcome is "refused" or "rolled-back"
            ? $" ({state.LastVersion} {state.LastOutcome}: {state.Reason})"
            : "";
        string safe = state.IsSafeMode ? "  SAFE MODE" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"firmware {state.Firmware}  up {state.Uptime:d\\.hh\\:mm\\:ss}  backlog {state.Backlog}  configuration "
            + $"{state.ConfigVersion}{trial}{safe}");
    }

    private static Command Show()
    {
        Argument<string> board = BoardOptions.Board();
        BoardOptions common = new();
        Command command = new("show", "Shows the newest state of a board: its configuration, its slots, what waits in its flash.")
            { board };
        common.AddTo(command, isChange: false);
        command.SetAction((parsed, cancellationToken) => common.RunAsync(parsed, async boards =>
        {
            string id = parsed.GetRequiredValue(board);
            try
            {
                BoardStatus state = await boards.WaitAsync(id, _ => true, StateWithin, cancellationToken).ConfigureAwait(false);
                Print(state, [.. common.Problems(parsed)[id]]);
                return 0;
            }
            catch (TimeoutException error)
            {
                throw new UserErrorException($"Board {id} has never reported its state at this broker. Does it have an account "
                    + "(`edgelogger board list`), and does it reach the broker?", error);
            }
        }, cancellationToken));
        return command;
    }

    private static Command Watch()
    {
        Argument<string?> board = BoardOptions.AnyBoard();
        BoardOptions common = new();
        Command command = new("watch",
            "Prints a line whenever a board reports its state, every minute and when something changes, until Ctrl+C. Its rows "
            + "come once a frame is full or old enough: 60 rows or 60 s, unless its configuration says otherwise.") { board };
        common.AddTo(command, isChange: false);
        command.SetAction((parsed, cancellationToken) => common.RunAsync(parsed, async boards =>
        {
            string? only = parsed.GetValue(board);
            void Show(BoardStatus state)
            {
                if (only is null || only == state.Board)
                {
                    string when = state.IsRetained ? "before " : "at ";
                    Console.WriteLine($"{when}{state.ReceivedAt.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture)}  "
                        + $"{Line(state, common.Problems(parsed)[state.Board])}");
                }
            }

            Console.WriteLine("Boards report their state every minute and when it changes; rows come every 60 rows or 60 s, "
                + "unless configured otherwise. Ctrl+C stops.");
            boards.StateChanged += Show;
            Array.ForEach(boards.States, Show);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            boards.StateChanged -= Show;
            return 0;
        }, cancellationToken));
        return command;
    }

    private static void Print(BoardStatus state, string[] problems)
    {
        Console.WriteLine(Line(state, problems));
        Array.ForEach(problems, problem => Console.WriteLine($"  {problem}"));
        foreach (JsonElement stream in state.Streams)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  slot {BoardStatus.Number(stream, "slot")}  stream {BoardStatus.Text(stream, "stream")}  boot "
                + $"{BoardStatus.Number(stream, "boot")}  waiting {BoardStatus.Number(stream, "backlog")}  lost "
                + $"{BoardStatus.Number(stream, "lost_frames")}  room for {StateNumber.Real(stream, "capacity_h"):0.#} h  "
                + $"restarts {BoardStatus.Number(stream, "restarts")}"));
        }
    }
}
