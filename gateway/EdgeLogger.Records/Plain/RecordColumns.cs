using System;
using System.Collections.Generic;
using System.Text;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Plain;

/// <summary>Which field of a line holds which quantity.</summary>
internal sealed class RecordColumns
{
    public static readonly string[] Names = ["time_s", "voltage_V", "current_A", "temperature_degC"];
    private const int Wanted = 3;

    private readonly int[] _quantityOfField;

    private RecordColumns(int[] quantityOfField)
    {
        _quantityOfField = quantityOfField;
    }

    /// <summary>Fields of a line up to the last one that is read.</summary>
    public int Count => _quantityOfField.Length;

    /// <returns>Index into <see cref="Names"/>, or -1 for a column that is not read.</returns>
    public int QuantityOf(int field) => _quantityOfField[field];

    /// <summary>Whether a line names the wanted columns, letter by letter, and so is the header of a plain record.</summary>
    public static bool AreIn(string header)
    {
        List<string> found = Split(header);
        return found.Contains(Names[0]) && found.Contains(Names[1]) && found.Contains(Names[2]);
    }

    /// <exception cref="RecordFormatException">A wanted column is missing or there twice.</exception>
    public static RecordColumns Parse(string header)
    {
        List<string> found = Split(header);
        int last = -1;
        int[] quantities = new int[found.Count];
        int[] seen = new int[Names.Length];
        for (int field = 0; field < found.Count; field++)
        {
            int quantity = Array.IndexOf(Names, found[field]);
            quantities[field] = quantity;
            if (quantity >= 0)
            {
                seen[quantity]++;
                last = field;
            }
        }

        for (int quantity = 0; quantity < Names.Length; quantity++)
        {
            if (seen[quantity] > 1 || (seen[quantity] == 0 && quantity < Wanted))
            {
                throw new RecordFormatException(
                    "the first line must name the columns time_s, voltage_V and current_A (and may name "
                    + "temperature_degC), each once, "
                    + $"separated by commas; it has: {(header.Length == 0 ? "nothing" : string.Join(", ", found))}.");
            }
        }

        return new RecordColumns(quantities[..(last + 1)]);
    }

    private static List<string> Split(string header)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        bool quoted = false;
        foreach (char c in header)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        fields.Add(field.ToString().Trim());
        return fields;
    }
}
