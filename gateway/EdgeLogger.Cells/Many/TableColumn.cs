using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cells.Many;

/// <summary>A column of a table of tests: what its texts say of a line.</summary>
/// <param name="Help">What a user should know of it.</param>
/// <param name="Apply">Gives the line after a text that is not empty.</param>
internal sealed record TableColumn(ColumnHelp Help, Func<TestLine, string, bool, TestLine> Apply)
{
    private const string Field = "field ";

    /// <summary>Those that have a name of their own.</summary>
    public static IReadOnlyList<TableColumn> All { get; } =
    [
        Text(new("cell", "", "The cell's name; it is added if it is not there.", "WJK-0412") { IsRequired = true },
            (line, text) => line with { Cell = text }),
        Text(new("slot", "", "Where it is: BOARD/SLOT.", "bench-01/0") { IsRequired = true },
            (line, text) => line with { Slot = text }),
        Text(new("at", "UTC", "When it came there; empty: now.", "2026-07-01T08:00"),
            (line, text) => line with { FromUtcMs = MomentOf(text) }),
        Number(new("mass_mg", "mg", "Active mass.", "6.02"), (facts, value) => facts with { ActiveMassMg = value }),
        Number(new("area_cm2", "cm\u00b2", "Electrode area.", "0.785"), (facts, value) => facts with { AreaCm2 = value }),
        Number(new("loading_mg_cm2", "mg/cm\u00b2", "Loading; stands in for mass or area, whichever is not given.", "7.7"),
            (facts, value) => facts with { LoadingMgPerCm2 = value }),
        Number(new("one_c_ma_g", "mA/g", "Specific current of 1C.", "200"),
            (facts, value) => facts with { OneCMilliampPerG = value }),
        Number(new("nominal_ah", "Ah", "Nominal capacity.", "0.0012"), (facts, value) => facts with { NominalAh = value }),
        Fact(new("reference_cycle", "", "The cycle that retention is counted from.", "5"),
            (facts, text) => facts with { ReferenceCycle = CycleOf(text) }),
        Number(new("reference_c_rate", "C", "The rate at which that is taken.", "0.5"),
            (facts, value) => facts with { ReferenceCRate = value }),
        Choice(new("electrode", "", "What it is: cathode or anode half cell, or full cell.", "cathode"),
            (facts, value) => facts with { Electrode = value }, ("cathode", ElectrodeKind.CathodeHalfCell),
            ("anode", ElectrodeKind.AnodeHalfCell), ("full", ElectrodeKind.FullCell)),
        Choice(new("order", "", "Which half cycle comes first: auto, charge-first, discharge-first.", "auto"),
            (facts, value) => facts with { Order = value }, ("auto", CycleOrder.Auto),
            ("charge-first", CycleOrder.ChargeFirst), ("discharge-first", CycleOrder.DischargeFirst)),
        Fact(new("cohort", "", "Cells of one recipe have one cohort.", "A"), (facts, text) => facts with { Cohort = text }),
        Fact(new("electrolyte", "", "The electrolyte.", "Li6PS5Cl"), (facts, text) => facts with { Electrolyte = text }),
        Fact(new("counter_electrode", "", "What the cell is measured against.", "In/InLi"),
            (facts, text) => facts with { CounterElectrode = text }),
        Fact(new("operator", "", "Who made it.", "ana"), (facts, text) => facts with { Operator = text }),
        Fact(new("made", "", "The day it was made.", "2026-06-30"), (facts, text) => facts with { Made = DayOf(text) }),
        Condition(new("pressure_mpa", "MPa", "Stack pressure that is set.", "50"),
            (under, text, comma) => under with { PressureMpa = TypedNumber.Parse(text, comma) }),
        Condition(new("temperature_degc", "\u00b0C", "Temperature that is set.", "25"),
            (under, text, comma) => under with { TemperatureDegC = TypedNumber.Parse(text, comma) }),
        Condition(new("cycler", "", "The cycler.", "BCS-815"), (under, text, _) => under with { Cycler = text }),
        Condition(new("channel", "", "Its channel.", "3"), (under, text, _) => under with { Channel = text }),
        Condition(new("protocol", "", "What it does, in words.", "C/10 twice and C/2 then"),
            (under, text, _) => under with { Protocol = text }),
    ];

    /// <summary>Its name, as the option of `cell start` that says the same.</summary>
    public string Name => Help.Name;

    /// <summary>The column of a heading; case, spaces and brackets around a unit are free, the unit is not.</summary>
    /// <exception cref="CellBookException">No column has that name; the message lists those that are known.</exception>
    public static TableColumn Of(string heading)
    {
        if (heading.StartsWith(Field, StringComparison.OrdinalIgnoreCase)
            && heading[Field.Length..].Trim() is { Length: > 0 } own)
        {
            return new TableColumn(new ColumnHelp(Field + own, "", "", ""), (line, text, _) => line with
            {
                Facts = line.Facts with
                {
                    Fields = line.Facts.Fields.Append(new KeyValuePair<string, string>(own, text)).ToDictionary(),
                }
            });
        }

        string plain = Plain(heading);
        return All.FirstOrDefault(column => Plain(column.Name) == plain) ?? throw new CellBookException(
            $"'{heading}' is not a column of this table, or lacks its unit. Give "
            + $"{string.Join(", ", All.Select(one => one.Name))}, or field NAME.");
    }

    // "Active mass (mg)", "Mass [mg]" and "mass_mg" are one.
    private static string Plain(string heading)
    {
        StringBuilder plain = new();
        foreach (char letter in heading.ToLowerInvariant().Replace("\u00b2", "2", StringComparison.Ordinal)
            .Replace("\u00b0", "deg", StringComparison.Ordinal))
        {
            plain.Append(char.IsLetterOrDigit(letter) ? letter.ToString() : "");
        }

        return plain.Replace("activemass", "mass").Replace("1c", "onec").ToString();
    }

    private static TableColumn Text(ColumnHelp help, Func<TestLine, string, TestLine> apply) =>
        new(help, (line, text, _) => apply(line, text));

    private static TableColumn Fact(ColumnHelp help, Func<CellFacts, string, CellFacts> apply) =>
        new(help, (line, text, _) => line with { Facts = apply(line.Facts, text) });

    private static TableColumn Number(ColumnHelp help, Func<CellFacts, double, CellFacts> apply) =>
        new(help, (line, text, comma) => line with { Facts = apply(line.Facts, TypedNumber.Parse(text, comma)) });

    private static TableColumn Condition(ColumnHelp help, Func<TestConditions, string, bool, TestConditions> apply) =>
        new(help, (line, text, comma) => line with
        { Settings = line.Settings with { Conditions = apply(line.Settings.Conditions, text, comma) } });

    private static TableColumn Choice<T>(
        ColumnHelp help, Func<CellFacts, T, CellFacts> apply, params (string Word, T Value)[] words) =>
        new(help, (line, text, _) =>
        {
            int at = Array.FindIndex(words, one => string.Equals(one.Word, text, StringComparison.OrdinalIgnoreCase));
            return at >= 0 ? line with { Facts = apply(line.Facts, words[at].Value) } : throw new CellBookException(
                $"{help.Name} '{text}' is not known. Give {string.Join(", ", words.Select(one => one.Word))}.");
        });

    private static int CycleOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int cycle) && cycle > 0
            ? cycle
            : throw new CellBookException($"'{text}' is not the number of a cycle. Give 1 or more.");

    private static DateOnly DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : throw new CellBookException($"'{text}' is not a day. Give it as 2026-06-30.");

    private static long MomentOf(string text) => TypedMoment.TryParse(text, out DateTimeOffset moment)
        ? moment.ToUnixTimeMilliseconds()
        : throw new CellBookException($"'{text}' is not a time. Give it in UTC, as 2026-07-01T08:00.");
}
