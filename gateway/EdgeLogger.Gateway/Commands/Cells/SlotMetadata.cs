using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Metadata;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>What is known of the cell that is in a slot, which derivation applies to the slot's results.</summary>
internal static class SlotMetadata
{
    /// <summary>Changes it.</summary>
    public static int Set(string directory, string slot, Func<CellMetadata, CellMetadata> change, Author author, bool asJson) =>
        OpenBook.Guarded(directory, () =>
    {
        CellBook book = CellBook.Open(directory);
        CellMetadata before = book.Of(slot);
        CellChange? made = book.Set(slot, change, author.By, TimeProvider.System.GetUtcNow(), author.Why);
        if (asJson)
        {
            Console.WriteLine(CellJson.Of(new SlotState(slot, book.Of(slot), book.History(slot))));
            return;
        }

        Console.WriteLine(made is null
            ? $"{slot}: nothing changed"
            : $"{slot}: {MetadataText.Difference(before, made.Metadata)}");
        if (made is not null && IsDerivedOtherwise(before, made.Metadata))
        {
            Console.WriteLine("Its results are derived again: by a running gateway now, else at its next start.");
        }
    });

    /// <summary>Prints it, with every change.</summary>
    public static int Show(string directory, string slot, bool asJson) => OpenBook.Guarded(directory, () =>
    {
        CellBook book = CellBook.Open(directory);
        SlotState state = new(slot, book.Of(slot), book.History(slot));
        if (state.History.Count == 0)
        {
            throw new UserErrorException($"Nothing is known of cell {slot}. `edgelogger cell list` shows those there are.");
        }

        if (asJson)
        {
            Console.WriteLine(CellJson.Of(state));
            return;
        }

        foreach ((string quantity, string text) in MetadataText.Known(state.Metadata))
        {
            Console.WriteLine($"{quantity,-16}{text}");
        }

        Console.WriteLine();
        CellMetadata before = new();
        foreach (CellChange change in state.History)
        {
            string why = change.Note.Length > 0 ? $"  ({change.Note})" : "";
            Console.WriteLine($"{Time(change)}  {change.By}: {MetadataText.Difference(before, change.Metadata)}{why}");
            before = change.Metadata;
        }
    });

    /// <summary>All slots of which something is known.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="cohort">Of this cohort only; null: all.</param>
    public static IReadOnlyList<SlotState> All(string directory, string? cohort)
    {
        CellBook book = CellBook.Open(directory);
        return [.. book.Cells.Select(slot => new SlotState(slot, book.Of(slot), book.History(slot)))
            .Where(slot => cohort is null || slot.Metadata.Cohort == cohort)];
    }

    internal static string Time(CellChange change) => change.At.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static bool IsDerivedOtherwise(CellMetadata before, CellMetadata after) =>
        (before.Order, before.NominalAh) != (after.Order, after.NominalAh);
}
