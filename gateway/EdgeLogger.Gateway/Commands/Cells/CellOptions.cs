using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>What a user may say of a cell: what a slot's cell has too, and what only a named one has.</summary>
internal sealed class CellOptions
{
    // Cells of solid-state labs have milligrams; above this micrograms were probably typed.
    private const double LargestUsualMassMg = 1000;

    private static readonly (string Name, Func<Cell, Cell> Clear)[] OfNamedCells =
    [
        ("electrolyte", cell => cell with { Electrolyte = "" }),
        ("counter-electrode", cell => cell with { CounterElectrode = "" }),
        ("operator", cell => cell with { Operator = "" }),
        ("made", cell => cell with { Made = null }),
    ];

    private readonly MetadataOptions _metadata = new();
    private readonly Option<string?> _cohort = new("--cohort")
    { HelpName = "NAME", Description = "Cells of one cohort run one recipe, and are compared with each other." };
    private readonly Option<string?> _electrolyte = new("--electrolyte") { HelpName = "NAME", Description = "The electrolyte." };
    private readonly Option<string?> _counterElectrode = new("--counter-electrode")
    { HelpName = "NAME", Description = "What the cell is measured against, for example In/InLi." };
    private readonly Option<string?> _operator = new("--operator")
    { HelpName = "NAME", Description = "Who made the cell or is asked about it." };
    private readonly Option<DateOnly?> _made =
        ParsedOption.Of<DateOnly?>("--made", "DATE", "The day on which it was made, as 2026-06-30.", ParseDay);
    private readonly Option<(string, string)[]?> _fields = ParsedOption.Many(
        "--field", "NAME=VALUE",
        "Anything else, under a name of the lab's own. May be given several times; without a VALUE the field is removed.",
        typed => typed.Select(ParseField).ToArray());

    /// <summary>Names that --unset takes.</summary>
    public static string[] Names { get; } = [.. MetadataText.Names, .. OfNamedCells.Select(one => one.Name)];

    private readonly Option<bool> _yesMass = new("--yes-mass")
    { Description = "A mass above 1000 mg is meant as it is." };

    private Option[] OnlyNamed => [_electrolyte, _counterElectrode, _operator, _made, _fields];

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        _metadata.AddTo(command);
        foreach (Option option in (Option[])[_cohort, .. OnlyNamed, _yesMass])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What is known after what was given, of a cell or of what is in a slot.</summary>
    /// <exception cref="UserErrorException">The mass looks like one in other units, and was not confirmed.</exception>
    public CellMetadata Apply(ParseResult parsed, CellMetadata before)
    {
        if (parsed.GetValue(_metadata.MassMg) is > LargestUsualMassMg and var massMg && !parsed.GetValue(_yesMass))
        {
            throw new UserErrorException(string.Create(CultureInfo.InvariantCulture,
                $"{massMg / 1000:0.###} g of active mass? Give --yes-mass if it is, or else the mass in mg."));
        }

        return _metadata.Apply(parsed, before) with { Cohort = parsed.GetValue(_cohort) ?? before.Cohort };
    }

    /// <summary>The cell after what was given.</summary>
    public Cell Apply(ParseResult parsed, Cell before)
    {
        Dictionary<string, string> fields = new(before.Fields);
        foreach ((string name, string value) in parsed.GetValue(_fields) ?? [])
        {
            fields.Remove(name);
            if (value.Length > 0)
            {
                fields.Add(name, value);
            }
        }

        return before with
        {
            Metadata = Apply(parsed, before.Metadata),
            Electrolyte = parsed.GetValue(_electrolyte) ?? before.Electrolyte,
            CounterElectrode = parsed.GetValue(_counterElectrode) ?? before.CounterElectrode,
            Operator = parsed.GetValue(_operator) ?? before.Operator,
            Made = parsed.GetValue(_made) ?? before.Made,
            Fields = fields,
        };
    }

    /// <summary>Refuses what only a named cell has.</summary>
    /// <exception cref="UserErrorException">Some of it was given.</exception>
    public void RefuseForSlot(ParseResult parsed, string slot)
    {
        if (OnlyNamed.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } given)
        {
            throw new UserErrorException($"{given.Name} is kept of named cells, and {slot} is a slot. Add the cell: `edgelogger "
                + $"cell add NAME {given.Name} ...`.");
        }
    }

    /// <summary>Forgets one of <see cref="Names"/>.</summary>
    public static Cell Without(Cell cell, string name) => MetadataText.Without(cell.Metadata, name) is { } metadata
        ? cell with { Metadata = metadata }
        : OfNamedCells.First(one => one.Name == name).Clear(cell);

    private static DateOnly? ParseDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
        ? day
        : throw new UserErrorException($"'{Given.Shown(text)}' is not a day; give for example 2026-06-30.");

    private static (string Name, string Value) ParseField(string text) => text.Split('=', 2) is [{ Length: > 0 } name, var value]
        ? (name.Trim(), value.Trim())
        : throw new UserErrorException($"'{Given.Shown(text)}' is not a field; give for example press=380MPa.");
}
