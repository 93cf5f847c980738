using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>What a user may say of a cell: what a slot's cell has too, and what only a named one has.</summary>
internal sealed class CellOptions
{
    private static readonly (string Name, CellPart Part)[] OfNamedCells =
    [
        ("electrolyte", CellPart.Electrolyte), ("counter-electrode", CellPart.CounterElectrode),
        ("operator", CellPart.Operator), ("made", CellPart.Made),
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
    { Description = "The mass is meant as it is, above 1000 mg or far from the nominal capacity by 1C." };

    /// <summary>The options that a table has as columns.</summary>
    public IEnumerable<Option> Columns => [.. _metadata.All, _cohort, .. OnlyNamed];

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

    /// <summary>What was given.</summary>
    /// <param name="parsed">What was typed.</param>
    /// <param name="unset">Those of <see cref="Names"/> that are forgotten.</param>
    public CellFacts Of(ParseResult parsed, IEnumerable<string>? unset = null) => _metadata.Of(parsed) with
    {
        Cohort = parsed.GetValue(_cohort),
        Electrolyte = parsed.GetValue(_electrolyte),
        CounterElectrode = parsed.GetValue(_counterElectrode),
        Operator = parsed.GetValue(_operator),
        Made = parsed.GetValue(_made),
        Fields = FieldsOf(parsed.GetValue(_fields) ?? []),
        Unset = [.. (unset ?? []).Select(PartOf)],
        MassIsRight = parsed.GetValue(_yesMass),
        MassIsRightBy = _yesMass.Name,
    };

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

    private static CellPart PartOf(string name) =>
        MetadataText.PartOf(name) ?? OfNamedCells.First(one => one.Name == name).Part;

    // Of a name that was given twice the last one counts.
    private static Dictionary<string, string> FieldsOf(IEnumerable<(string Name, string Value)> given)
    {
        Dictionary<string, string> fields = [];
        foreach ((string name, string value) in given)
        {
            fields[name] = value;
        }

        return fields;
    }

    /// <summary>Reads a day.</summary>
    /// <exception cref="UserErrorException">It is none.</exception>
    public static DateOnly? ParseDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
        ? day
        : throw new UserErrorException($"'{Given.Shown(text)}' is not a day; give for example 2026-06-30.");

    private static (string Name, string Value) ParseField(string text) => text.Split('=', 2) is [{ Length: > 0 } name, var value]
        ? (name.Trim(), value.Trim())
        : throw new UserErrorException($"'{Given.Shown(text)}' is not a field; give for example press=380MPa.");
}
