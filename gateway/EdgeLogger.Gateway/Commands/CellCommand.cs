using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Metadata;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands;

/// <summary>edgelogger cell set|show|list: what the lab knows of its cells, and since when.</summary>
internal static class CellCommand
{
    public static Command Create() => new("cell", """
        Sets what the gateway cannot measure of a cell: mass, area, electrode, cohort. A running gateway applies changes by itself.
        Mass, area and 1C scale what is shown; electrode, order and nominal capacity go into results, which are derived again.

        Example: edgelogger cell set bench-01/0 --mass-mg 6.02 --area-cm2 0.785 --one-c-ma-g 200 --electrode cathode
        """)
    {
        Set(),
        Show(),
        List(),
    };

    private static Command Set()
    {
        Argument<string> cell = Cell();
        MetadataOptions metadata = new();
        Option<string?> cohort = new("--cohort")
        { HelpName = "NAME", Description = "Cells of one cohort run one recipe, and are compared with each other." };
        Option<string[]?> unset = ParsedOption.Words(
            "--unset", "NAME", $"Forget one of {string.Join(", ", MetadataText.Names)}. May be given several times.",
            [.. MetadataText.Names]);
        Option<string> by = new("--by")
        { HelpName = "WHO", Description = "Who says so.", DefaultValueFactory = _ => Environment.UserName };
        Option<string> note = new("--note")
        { HelpName = TextOption.AnyText, Description = "Why, for the history.", DefaultValueFactory = _ => "" };
        Option<string> data = DataDirectory.Option();
        Command command = new("set", "Says what a cell is. What is not named stays as it was; the history keeps what it was.")
            { cell };
        metadata.AddTo(command);
        foreach (Option option in (Option[])[cohort, unset, by, note, data])
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => Run(parsed.GetRequiredValue(data), book =>
        {
            string name = parsed.GetRequiredValue(cell);
            CellMetadata before = book.Of(name);
            CellChange? change = book.Set(
                name, was => Forget(metadata.Apply(parsed, was) with { Cohort = parsed.GetValue(cohort) ?? was.Cohort },
                    parsed.GetValue(unset) ?? []),
                parsed.GetRequiredValue(by), TimeProvider.System.GetUtcNow(), parsed.GetRequiredValue(note));
            Console.WriteLine(change is null
                ? $"{name}: nothing changed"
                : $"{name}: {MetadataText.Difference(before, change.Metadata)}");
            if (change is not null && IsDerivedOtherwise(before, change.Metadata))
            {
                Console.WriteLine("Its results are derived again: by a running gateway now, else at its next start.");
            }
        }));
        return command;
    }

    private static Command Show()
    {
        Argument<string> cell = Cell();
        Option<string> data = DataDirectory.Option();
        Command command = new("show", "Shows what is known of a cell, and every change of it.") { cell, data };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(data), book =>
        {
            string name = parsed.GetRequiredValue(cell);
            IReadOnlyList<CellChange> history = book.History(name);
            if (history.Count == 0)
            {
                throw new UserErrorException($"Nothing is known of cell {name}. `edgelogger cell list` shows those there are.");
            }

            foreach ((string quantity, string text) in MetadataText.Known(book.Of(name)))
            {
                Console.WriteLine($"{quantity,-16}{text}");
            }

            Console.WriteLine();
            CellMetadata before = new();
            foreach (CellChange change in history)
            {
                string why = change.Note.Length > 0 ? $"  ({change.Note})" : "";
                Console.WriteLine($"{Time(change)}  {change.By}: {MetadataText.Difference(before, change.Metadata)}{why}");
                before = change.Metadata;
            }
        }));
        return command;
    }

    private static Command List()
    {
        Option<string> data = DataDirectory.Option();
        Command command = new("list", "Lists the cells of which something is known, one a line.") { data };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(data), book =>
        {
            foreach (string cell in book.Cells)
            {
                string known = string.Join(
                    "  ", MetadataText.Known(book.Of(cell)).Select(quantity => $"{quantity.Name} {quantity.Text}"));
                Console.WriteLine($"{cell}  {known}  (since {Time(book.History(cell)[^1])})");
            }
        }));
        return command;
    }

    private static Argument<string> Cell() => TextOption.CheckedArgument(
        new Argument<string>("CELL") { Description = "The cell: its board and its slot there, from 0, as in bench-01/0." },
        text =>
        {
            int slash = text.LastIndexOf('/');
            return slash < 1 || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _)
                ? ("is not a cell", "its board and its slot there, from 0, as in bench-01/0")
                : null;
        });

    private static CellMetadata Forget(CellMetadata cell, IEnumerable<string> names) => names.Aggregate(cell, (left, name) =>
        MetadataText.Without(left, name)
        ?? throw new UserErrorException($"--unset: '{name}' is none of {string.Join(", ", MetadataText.Names)}."));

    private static bool IsDerivedOtherwise(CellMetadata before, CellMetadata after) =>
        (before.Order, before.NominalAh) != (after.Order, after.NominalAh);

    private static string Time(CellChange change) => change.At.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static int Run(string directory, Action<CellBook> action)
    {
        try
        {
            if (!Directory.Exists(directory))
            {
                throw new UserErrorException(
                    $"There is no folder {directory}. Name the gateway's with --data; `edgelogger serve` makes it.");
            }

            action(CellBook.Open(directory));
            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UserErrorException(error.Message, error);
        }
    }
}
