using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text.Json;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Gateway.Commands.Reading;

namespace EdgeLogger.Gateway.Commands.Boards;

/// <summary>edgelogger board identify|tare|zero|burst|reboot|report: one command to one board, and its answer.</summary>
internal static class OrderCommands
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static IEnumerable<Command> Create() =>
    [
        OfBoard("identify", "Lets the board's lamp blink for ten seconds, and lists the chips of each "
            + "slot and whether they answer.", TextOfBoard),
        OfBoard("report", "Prints everything that the board reports of itself, as JSON.",
            answer => JsonSerializer.Serialize(answer, Indented)),
        OfBoard("reboot", "Restarts the board. What it has measured is in its flash.", _ => "The board restarts."),
        OfSlot("tare", "Takes the load cell's mean over some seconds for no force: the fixture must be unloaded.", 5, TextOfZero),
        OfSlot("zero", "Takes the current's mean over some seconds for no current: the circuit must be open. "
            + "Refused while a current flows.", 10, TextOfZero),
        Burst(),
    ];

    private static Command OfBoard(string name, string description, Func<JsonElement, string> read)
    {
        Argument<string> board = BoardOptions.Board();
        BoardOptions common = new();
        Command command = new(name, description) { board };
        common.AddTo(command, isChange: true);
        command.SetAction((parsed, cancellationToken) => common.RunAsync(parsed, async boards =>
        {
            string id = parsed.GetRequiredValue(board);
            common.Audit(parsed, "board-" + name, id, "");
            Console.WriteLine(await boards.DoAsync(id, new BoardCommand(name), read, cancellationToken).ConfigureAwait(false));
            return 0;
        }, cancellationToken));
        return command;
    }

    private static Command OfSlot(string name, string description, int usualSeconds, Func<JsonElement, string> read)
    {
        Argument<string> board = BoardOptions.Board();
        Argument<int> slot = BoardOptions.Slot();
        Option<int> seconds = Seconds(usualSeconds, "How long it measures, 1 to 3600 s.");
        BoardOptions common = new();
        Command command = new(name, description) { board, slot, seconds };
        common.AddTo(command, isChange: true);
        command.SetAction((parsed, cancellationToken) => common.RunAsync(parsed, async boards =>
        {
            string id = parsed.GetRequiredValue(board);
            int number = parsed.GetRequiredValue(slot);
            common.Audit(parsed, "board-" + name, id, $"slot {number}");
            Console.WriteLine(await boards.DoAsync(
                id, new BoardCommand(name) { Slot = number, Seconds = parsed.GetValue(seconds) }, read,
                cancellationToken).ConfigureAwait(false));
            return 0;
        }, cancellationToken));
        return command;
    }

    private static Command Burst()
    {
        Argument<string> board = BoardOptions.Board();
        Argument<int> slot = BoardOptions.Slot();
        Option<int> seconds = Seconds(10, "How long, 1 to 3600 s.");
        Option<bool> now = new("--now") { Description = "At once; without it from the next step of the current on." };
        BoardOptions common = new();
        Command command = new("burst", "A row for every conversion of the current, for a while after its next step.")
            { board, slot, seconds, now };
        common.AddTo(command, isChange: true);
        command.SetAction((parsed, cancellationToken) => common.RunAsync(parsed, async boards =>
        {
            string id = parsed.GetRequiredValue(board);
            int number = parsed.GetRequiredValue(slot);
            common.Audit(parsed, "board-burst", id, $"slot {number}");
            await boards.DoAsync(id, new BoardCommand("burst")
            {
                Slot = number,
                Seconds = parsed.GetValue(seconds),
                Now = parsed.GetValue(now),
            }, cancellationToken).ConfigureAwait(false);
            Console.WriteLine(parsed.GetValue(now)
                ? "The burst has begun."
                : "The burst begins at the next step of the current.");
            return 0;
        }, cancellationToken));
        return command;
    }

    private static Option<int> Seconds(int usual, string description) =>
        NumberOption.Of("--seconds", "S", description, "seconds", 1, 3600, usual);

    private static string TextOfZero(JsonElement answer) =>
        $"zero code {answer.GetProperty("zero_code")}, configuration {answer.GetProperty("version")}";

    private static string TextOfBoard(JsonElement answer)
    {
        JsonElement board = answer.GetProperty("board");
        List<string> lines = [];
        lines.Add($"{board.GetProperty("board").GetString()}  firmware {board.GetProperty("firmware").GetString()}  "
            + $"configuration {board.GetProperty("version")}  (its lamp blinks)");
        foreach (JsonElement slot in board.GetProperty("slots").EnumerateArray())
        {
            string chips = string.Join("  ", slot.GetProperty("channels").EnumerateArray().Select(channel =>
                $"{channel.GetProperty("channel").GetString()} {channel.GetProperty("chip").GetString()} "
                + $"{channel.GetProperty("status").GetString()}"));
            lines.Add($"slot {slot.GetProperty("slot")}  {chips}");
        }

        return string.Join(Environment.NewLine, lines);
    }
}
