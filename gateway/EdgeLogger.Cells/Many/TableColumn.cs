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
/// <param name="Name">Its name, as the option of `cell start` that says the same.</param>
/// <param name="Apply">Gives the line after a text that is not empty.</param>
internal sealed record TableColumn(string Name, Func<TestLine, string, bool, TestLine> Apply)
{
    private const string Field = "field ";

    private static readonly TableColumn[] All =
    [
        Text("cell", (line, text) => line with { Cell = text }),
        Text("slot", (line, text) => line with { Slot = text }),
        Text("at", (line, text) => line with { FromUtcMs = MomentOf(text) }),
        Number("mass_mg", (facts, value) => facts with { ActiveMassMg = value }),
        Number("area_cm2", (facts, value) => facts with { AreaCm2 = value }),
        Number("loading_mg_cm2", (facts, value) => facts with { LoadingMgPerCm2 = value }),
        Number("one_c_ma_g", (facts, value) => facts with { OneCMilliampPerG = value }),
        Number("nominal_ah", (facts, value) => facts with { NominalAh = value }),
        Fact("reference_cycle", (facts, text) => facts with { ReferenceCycle = CycleOf(text) }),
        Number("reference_c_rate", (facts, value) => facts with { ReferenceCRate = value }),
        Choice("electrode", (facts, value) => facts with { Electrode = value }, ("cathode", ElectrodeKind.CathodeHalfCell),
            ("anode", ElectrodeKind.AnodeHalfCell), ("full", ElectrodeKind.FullCell)),
        Choice("order", (facts, value) => facts with { Order = value }, ("auto", CycleOrder.Auto),
            ("charge-first", CycleOrder.ChargeFirst), ("discharge-first", CycleOrder.DischargeFirst)),
        Fact("cohort", (facts, text) => facts with { Cohort = text }),
        Fact("electrolyte", (facts, text) => facts with { Electrolyte = text }),
        Fact("counter_electrode", (facts, text) => facts with { CounterElectrode = text }),
        Fact("operator", (facts, text) => facts with { Operator = text }),
        Fact("made", (facts, text) => facts with { Made = DayOf(text) }),
        Condition("pressure_mpa", (under, text, comma) => under with { PressureMpa = NumberOf(text, comma) }),
        Condition("temperature_degc", (under, text, comma) => under with { TemperatureDegC = NumberOf(text, comma) }),
        Condition("cycler", (under, text, _) => under with { Cycler = text }),
        Condition("channel", (under, text, _) => under with { Channel = text }),
        Condition("protocol", (under, text, _) => under with { Protocol = text }),
    ];

    /// <summary>The column of a heading; case, spaces and brackets around a unit are free, the unit is not.</summary>
    /// <exception cref="CellBookException">There is no such column; the message names those there are.</exception>
    public static TableColumn Of(string heading)
    {
        if (heading.StartsWith(Field, StringComparison.OrdinalIgnoreCase)
            && heading[Field.Length..].Trim() is { Length: > 0 } own)
        {
            return new TableColumn(Field + own, (line, text, _) => line with
            {
                Facts = line.Facts with
                {
                    Fields = line.Facts.Fields.Append(new KeyValuePair<string, string>(own, text)).ToDictionary(),
                }
            });
        }

        string plain = Plain(heading);
        return Array.Find(All, column => Plain(column.Name) == plain) ?? throw new CellBookException(
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

    private static TableColumn Text(string name, Func<TestLine, string, TestLine> apply) =>
        new(name, (line, text, _) => apply(line, text));

    private static TableColumn Fact(string name, Func<CellFacts, string, CellFacts> apply) =>
        new(name, (line, text, _) => line with { Facts = apply(line.Facts, text) });

    private static TableColumn Number(string name, Func<CellFacts, double, CellFacts> apply) =>
        new(name, (line, text, comma) => line with { Facts = apply(line.Facts, NumberOf(text, comma)) });

    private static TableColumn Condition(string name, Func<TestConditions, string, bool, TestConditions> apply) =>
        new(name, (line, text, comma) => line with
        { Settings = line.Settings with { Conditions = apply(line.Settings.Conditions, text, comma) } });

    private static TableColumn Choice<T>(
        string name, Func<CellFacts, T, CellFacts> apply, params (string Word, T Value)[] words) =>
        new(name, (line, text, _) =>
        {
            int at = Array.FindIndex(words, one => string.Equals(one.Word, text, StringComparison.OrdinalIgnoreCase));
            return at >= 0 ? line with { Facts = apply(line.Facts, words[at].Value) } : throw new CellBookException(
                $"{name} '{text}' is not known. Give {string.Join(", ", words.Select(one => one.Word))}.");
        });

    private static double NumberOf(string text, bool hasDecimalComma)
    {
        string[] parts = text.Split(',');
        if (hasDecimalComma && parts is [var whole, { Length: 3 } thousandth] && whole.Length is > 0 and <= 3 && whole != "0"
            && !text.Contains('.', StringComparison.Ordinal))
        {
            throw new CellBookException($"'{text}' can be {whole}.{thousandth} or {whole}{thousandth}. Write it with a point.");
        }

        string plain = hasDecimalComma && parts.Length == 2 ? text.Replace(',', '.') : text;
        return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value)
            ? value
            : throw new CellBookException($"'{text}' is not a number. Give one without its unit, as 6.02.");
    }

    private static int CycleOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int cycle) && cycle > 0
            ? cycle
            : throw new CellBookException($"'{text}' is not the number of a cycle. Give 1 or more.");

    private static DateOnly DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : throw new CellBookException($"'{text}' is not a day. Give it as 2026-06-30.");

    private static long MomentOf(string text) => DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out DateTimeOffset moment)
            ? moment.ToUnixTimeMilliseconds()
            : throw new CellBookException($"'{text}' is not a time. Give it in UTC, as 2026-07-01T08:00.");

    private static readonly string[] Moments =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mmK",
        "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFK",
    ];
}
