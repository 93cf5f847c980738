using System;
using System.CommandLine;
using System.Linq;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>edgelogger cell set: what is known of a named cell, or of what is in a slot.</summary>
internal sealed class SetCommand
{
    private readonly Argument<string> _cell = CellArguments.CellOrSlot();
    private readonly CellOptions _known = new();
    private readonly Option<string?> _name = new("--name")
    { HelpName = "NAME", Description = "Give the cell another name. The one that it had still finds it." };
    private readonly Option<string[]?> _unset = ParsedOption.Words(
        "--unset", "NAME", $"Forget one of {string.Join(", ", CellOptions.Names)}. May be given several times.",
        CellOptions.Names);
    private readonly Option<string> _by = CellArguments.By();
    private readonly Option<string> _why = CellArguments.Why();
    private readonly Option<string> _data = DataDirectory.Option();
    private readonly Option<bool> _json = CellArguments.Json();

    public static Command Create()
    {
        SetCommand set = new();
        Command command = new("set", "Says what a cell is. What is not named stays as it was; the history keeps what it was.")
            { set._cell };
        set._known.AddTo(command);
        foreach (Option option in (Option[])[set._name, set._unset, set._by, set._why, set._data, set._json])
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => CellArguments.IsSlot(parsed.GetRequiredValue(set._cell))
            ? set.SetSlot(parsed)
            : OpenBook.Use(parsed.GetRequiredValue(set._data), book => set.SetNamed(parsed, book)));
        return command;
    }

    private int SetSlot(ParseResult parsed)
    {
        string slot = parsed.GetRequiredValue(_cell);
        string[] unset = parsed.GetValue(_unset) ?? [];
        _known.RefuseForSlot(parsed, slot);
        if (parsed.GetValue(_name) is not null || unset.Except(MetadataText.Names).Any())
        {
            throw new UserErrorException($"{slot} is a slot, of which {string.Join(", ", MetadataText.Names)} are kept. Add the "
                + $"cell with its name: `edgelogger cell add NAME`.");
        }

        return SlotMetadata.Set(
            parsed.GetRequiredValue(_data), slot, was =>
            _known.Of(parsed, unset).ApplyTo(was),
            new Author(parsed.GetRequiredValue(_by), parsed.GetRequiredValue(_why)), parsed.GetValue(_json));
    }

    private void SetNamed(ParseResult parsed, CellBook book)
    {
        Cell before = OpenBook.Find(book, parsed.GetRequiredValue(_cell));
        CellFacts facts = _known.Of(parsed, parsed.GetValue(_unset));
        CellName? name = parsed.GetValue(_name) is { } given ? CellName.Parse(given) : null;
        // What it was a moment ago another user may have changed: the difference is from what the change was made of.
        Cell? after = book.Set(before.Id, was =>
        {
            before = was;
            return facts.ApplyTo(was) with { Name = name ?? was.Name };
        }, new Author(parsed.GetRequiredValue(_by), parsed.GetRequiredValue(_why)));
        Console.WriteLine(parsed.GetValue(_json) ? CellJson.Of(after ?? before)
            : after is null ? $"{before.Name}: nothing changed" : $"{before.Name}: {CellText.Difference(before, after)}");
    }
}
