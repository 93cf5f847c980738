using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cells.Model;

/// <summary>One specimen. Its id never changes; its name may.</summary>
public sealed record Cell
{
    /// <summary>Its random id; 0 until the book has it.</summary>
    public ulong Id { get; init; }

    /// <summary>Its name, which no other cell has or has ever had.</summary>
    public required CellName Name { get; init; }

    /// <summary>What scales its results, and its cohort.</summary>
    public CellMetadata Metadata { get; init; } = new();

    /// <summary>Its electrolyte, at most 200 characters.</summary>
    public string Electrolyte { get; init; } = "";

    /// <summary>What it is measured against, at most 200 characters.</summary>
    public string CounterElectrode { get; init; } = "";

    /// <summary>Who made it or is asked about it, at most 100 characters.</summary>
    public string Operator { get; init; } = "";

    /// <summary>When it was made; null if that is not known.</summary>
    public DateOnly? Made { get; init; }

    /// <summary>
    /// What else the lab wants to know of it: at most 32 fields, names of at most 64 characters, values of at most 500.
    /// </summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The slot, BOARD/SLOT, of which this was known before there was a test: the first that opens by itself there is this
    /// cell's; else null.
    /// </summary>
    public string? MigratedFrom { get; init; }

    /// <summary>The gateway has made it for rows that belonged to no test, and nobody has named it yet.</summary>
    public bool IsUnnamed { get; init; }

    /// <summary>The cell with its texts in composed form.</summary>
    /// <exception cref="CellBookException">A text is too long or a number is none; the message says which.</exception>
    internal Cell Checked()
    {
        CheckNumbers();
        return this with
        {
            Metadata = Metadata with { Cohort = CohortName(Metadata.Cohort) },
            Electrolyte = BoundedText.Line("The electrolyte", Electrolyte, 200),
            CounterElectrode = BoundedText.Line("The counter electrode", CounterElectrode, 200),
            Operator = BoundedText.Line("The operator", Operator, 100),
            Fields = CheckedFields(),
        };
    }

    /// <summary>The name of a cohort in composed form; empty is none.</summary>
    /// <exception cref="CellBookException">It is too long, or has a character that it must not have.</exception>
    internal static string CohortName(string name) => BoundedText.Line("The name of a cohort", name, 100);

    private void CheckNumbers()
    {
        (string Name, double? Value)[] numbers =
        [
            ("mass", Metadata.ActiveMassMg), ("area", Metadata.AreaCm2), ("loading", Metadata.LoadingMgPerCm2),
            ("1C", Metadata.OneCMilliampPerG),
            ("nominal capacity", Metadata.NominalAh), ("reference cycle", Metadata.ReferenceCycle),
            ("reference rate", Metadata.ReferenceCRate),
        ];
        foreach ((string name, double? value) in numbers.Where(
            number => number.Value is { } value && !(value > 0 && double.IsFinite(value))))
        {
            throw new CellBookException($"The {name} of {Name} is {value}. Give a number above 0, or none.");
        }
    }

    private SortedDictionary<string, string> CheckedFields()
    {
        SortedDictionary<string, string> fields = new(StringComparer.Ordinal);
        foreach ((string name, string value) in Fields)
        {
            fields[BoundedText.Word("The name of a field", name, 64)] = BoundedText.Line($"The field {name}", value, 500);
        }

        return fields.Count <= 32
            ? fields
            : throw new CellBookException($"{Name} has {fields.Count} fields of its own. Give 32 at most.");
    }
}
