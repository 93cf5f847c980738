using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace EdgeLogger.Hardware.Kicad;

/// <summary>One expression of KiCad's files: a word or a list of expressions.</summary>
public sealed class SExpr
{
    private SExpr(string? word, IReadOnlyList<SExpr> items)
    {
        Word = word;
        Items = items;
    }

    /// <summary>The word; null of a list.</summary>
    public string? Word { get; }

    /// <summary>The list's expressions; none of a word.</summary>
    public IReadOnlyList<SExpr> Items { get; }

    /// <summary>The list's first word; empty if it has none.</summary>
    public string Name => Items.Count > 0 ? Items[0].Word ?? "" : "";

    /// <summary>Reads one expression.</summary>
    /// <exception cref="FormatException">A list has no end, or a string.</exception>
    public static SExpr Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int at = 0;
        return Read(text, ref at);
    }

    /// <summary>The lists in this list that begin with a name.</summary>
    public IEnumerable<SExpr> All(string name) => Items.Where(item => item.Name == name);

    /// <summary>The first of them.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public SExpr One(string name) =>
        All(name).FirstOrDefault() ?? throw new FormatException($"({Name} ...) has no ({name} ...).");

    /// <summary>A word of this list.</summary>
    public string Text(int index) => Items[index].Word ?? throw new FormatException($"({Name} ...): item {index} is a list.");

    /// <summary>A number of this list.</summary>
    public double Number(int index) => double.Parse(Text(index), CultureInfo.InvariantCulture);

    /// <summary>A property by its name; empty if it is not there.</summary>
    public string Property(string name) => All("property").FirstOrDefault(item => item.Text(1) == name)?.Text(2) ?? "";

    private static SExpr Read(string text, ref int at)
    {
        Skip(text, ref at);
        if (at >= text.Length)
        {
            throw new FormatException("An expression is missing at the end of the text.");
        }

        if (text[at] != '(')
        {
            return new SExpr(ReadWord(text, ref at), []);
        }

        at++;
        List<SExpr> items = [];
        for (Skip(text, ref at); at < text.Length && text[at] != ')'; Skip(text, ref at))
        {
            items.Add(Read(text, ref at));
        }

        if (at++ >= text.Length)
        {
            throw new FormatException("A list has no end.");
        }

        return new SExpr(null, items);
    }

    private static void Skip(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
    }

    private static string ReadWord(string text, ref int at)
    {
        if (text[at] != '"')
        {
            int start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not '(' and not ')')
            {
                at++;
            }

            return text[start..at];
        }

        StringBuilder word = new();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }

            word.Append(text[at]);
        }

        if (at++ >= text.Length)
        {
            throw new FormatException("A string has no end.");
        }

        return word.ToString();
    }
}
