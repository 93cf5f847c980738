using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using EdgeLogger.Results.Quantities;

namespace EdgeLogger.Gateway.Output;

/// <summary>Quantities as members of JSON. The file is named once, not in each result.</summary>
internal static class QuantityJson
{
    /// <summary>Writes an array of objects, one a result.</summary>
    public static void WriteArray<T>(Utf8JsonWriter json, string name, IReadOnlyList<Quantity<T>> quantities,
        IEnumerable<T> results)
    {
        json.WriteStartArray(name);
        foreach (T result in results)
        {
            json.WriteStartObject();
            WriteMembers(json, quantities, result);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the members that every result has.</summary>
    public static void WriteMembers<T>(Utf8JsonWriter json, IReadOnlyList<Quantity<T>> quantities, T result)
    {
        foreach (Quantity<T> quantity in quantities.Where(quantity => quantity.Origin == QuantityOrigin.All))
        {
            Write(json, quantity.Name, quantity, result);
            if (quantity.JsonAlias.Length > 0)
            {
                Write(json, quantity.JsonAlias, quantity, result);
            }
        }
    }

    /// <summary>Writes a number, or null if it is not known.</summary>
    public static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Writes the names of a list.</summary>
    public static void WriteNames(Utf8JsonWriter json, string name, IEnumerable<string> names)
    {
        json.WriteStartArray(name);
        foreach (string one in names)
        {
            json.WriteStringValue(one);
        }

        json.WriteEndArray();
    }

    private static void Write<T>(Utf8JsonWriter json, string name, Quantity<T> quantity, T result)
    {
        switch (quantity.Type)
        {
            case QuantityType.Text:
                json.WriteString(name, quantity.Text(result));
                break;
            case QuantityType.Flags:
                WriteNames(json, name, quantity.Text(result).Split(';', System.StringSplitOptions.RemoveEmptyEntries));
                break;
            case QuantityType.Flag:
                json.WriteBoolean(name, quantity.Number(result) is not (null or 0));
                break;
            default:
                WriteNumber(json, name, quantity.Number(result));
                break;
        }
    }
}
