using System;
using System.Text;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Results.Quantities;

/// <summary>A quantity of a result, as every output names it. <see cref="Quantity{T}"/> says what it is taken from.</summary>
/// <param name="Name">The name in files, messages and databases: snake case, the unit last.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Unit">The unit; empty for a ratio, a count or text.</param>
/// <param name="Meaning">What it is, in one sentence.</param>
public abstract record Quantity(string Name, QuantityType Type, string Unit, string Meaning)
{
    /// <summary>The name as bytes, made once, for what writes many rows.</summary>
    public ReadOnlyMemory<byte> Utf8Name { get; } = Encoding.UTF8.GetBytes(Name);

    /// <summary>The section of docs/specs/cycles.md that defines it; empty if the meaning says all.</summary>
    public string Section { get; init; } = "";

    /// <summary>Its name for people.</summary>
    public string Title { get; init; } = "";

    /// <summary>What stands above a narrow column, beside the unit.</summary>
    public string Heading { get; init; } = "";

    /// <summary>How people see it.</summary>
    public ShownAs Shown { get; init; } = new(Unit, 1, 3);

    /// <summary>Which results have it.</summary>
    public QuantityOrigin Origin { get; init; }

    /// <summary>Whether databases and messages have it too; other quantities are in files only, or tags.</summary>
    public bool IsField { get; init; }

    /// <summary>A second name in JSON files, which scripts read; empty for none.</summary>
    public string JsonAlias { get; init; } = "";

    /// <summary>Its name for people, with the unit in which they see it.</summary>
    public string TitleWithUnit => Shown.Unit.Length == 0 ? Title : $"{Title}, {Shown.Unit}";

    /// <summary>Whether results of an origin have it.</summary>
    public bool IsIn(QuantityOrigin origin) => Origin == QuantityOrigin.All || Origin == origin;

    internal static Quantity<T> OfNumber<T>(string name, string unit, string meaning, Func<T, double?> number) =>
        new(name, QuantityType.Number, unit, meaning, number, _ => "");

    internal static Quantity<T> OfWhole<T>(string name, string meaning, Func<T, double?> number) =>
        new(name, QuantityType.Whole, "", meaning, number, _ => "");

    internal static Quantity<T> OfFlag<T>(string name, string meaning, Func<T, bool> flag) =>
        new(name, QuantityType.Flag, "", meaning, of => flag(of) ? 1 : 0, _ => "");

    internal static Quantity<T> OfFlags<T>(string name, string meaning, Func<T, QualityFlags> flags) =>
        new(name, QuantityType.Flags, "", meaning, of => (long)flags(of), of => string.Join(';', FlagNames.Of(flags(of))));

    internal static Quantity<T> OfUtc<T>(string name, string meaning, Func<T, long?> unixMs) =>
        new(name, QuantityType.Utc, "", meaning, of => unixMs(of), _ => "");

    internal static Quantity<T> OfText<T>(string name, string meaning, Func<T, string> text) =>
        new(name, QuantityType.Text, "", meaning, _ => null, text);
}

/// <summary>Which results have a quantity.</summary>
public enum QuantityOrigin
{
    /// <summary>All results: a gateway's, and those of a record's file.</summary>
    All,

    /// <summary>A gateway's only: it names cells, numbers steps and dates rows.</summary>
    Gateway,

    /// <summary>Those of a record's file only.</summary>
    Record,
}
