using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cells.Migration;

/// <summary>What earlier versions kept of cells, by slot: cells.jsonl, one change a line.</summary>
internal static class SlotBook
{
    /// <summary>The file's name in the data directory.</summary>
    public const string FileName = "cells.jsonl";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>
    /// The changes of each slot in order, the slots in the order of their first change. A line that a crash has cut is none.
    /// </summary>
    /// <exception cref="InvalidDataException">A line cannot be read; the message says which.</exception>
    public static IReadOnlyList<IGrouping<SlotName, SlotChange>> Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length == 0)
        {
            throw new InvalidDataException(
                $"{path} is empty: what was known of the cells in slots is lost. Restore it from a backup; "
                + "or delete it, and say again what the cells are.");
        }

        int whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        string[] lines = Encoding.UTF8.GetString(bytes, 0, whole).Split('\n');
        return [.. lines.Select((line, index) => (Text: line, Number: index + 1)).Where(line => line.Text.Length > 0)
            .Select(line => Parse(path, line.Text, line.Number)).GroupBy(change => SlotName.Parse(change.Cell))];
    }

    private static SlotChange Parse(string path, string line, int number)
    {
        try
        {
            SlotChange change = JsonSerializer.Deserialize<SlotChange>(line, Json) ?? throw new JsonException("it is empty");
            return change is { Cell: not null, Metadata: not null } && SlotName.Parse(change.Cell).Slot >= 0
                ? change
                : throw new JsonException("it names no cell, or says nothing of it");
        }
        catch (Exception error) when (error is JsonException or CellBookException)
        {
            throw new InvalidDataException($"{path}:{number}: this is not a change of a cell ({error.Message}). Fix the line, "
                + $"or remove it; nothing has been migrated.", error);
        }
    }
}

/// <summary>One change of what was known under a slot's name.</summary>
/// <param name="At">When it was made.</param>
/// <param name="By">Who made it.</param>
/// <param name="Cell">The slot, BOARD/SLOT.</param>
/// <param name="Metadata">Everything known from then on.</param>
/// <param name="Note">Why; may be empty.</param>
internal sealed record SlotChange(DateTimeOffset At, string? By, string Cell, CellMetadata Metadata, string? Note)
{
    /// <summary>Who made it, and why, within the book's limits.</summary>
    public Author Author => new(BoundedText.Fitted(By ?? "", 100) is { Length: > 0 } by ? by : "not known",
        BoundedText.Fitted(Note ?? "", 500));

    /// <summary>What was known, within the book's limits. A number that is not above 0 was as good as none.</summary>
    public CellMetadata Known => Metadata with
    {
        ActiveMassMg = Positive(Metadata.ActiveMassMg),
        AreaCm2 = Positive(Metadata.AreaCm2),
        LoadingMgPerCm2 = Positive(Metadata.LoadingMgPerCm2),
        OneCMilliampPerG = Positive(Metadata.OneCMilliampPerG),
        NominalAh = Positive(Metadata.NominalAh),
        Cohort = BoundedText.Fitted(Metadata.Cohort ?? "", 100),
    };

    private static double? Positive(double? value) => value > 0 && double.IsFinite(value.Value) ? value : null;
}
