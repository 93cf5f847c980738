using System;
using System.Globalization;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>What is known of the cell that is in a slot, which derivation applies to the slot's results.</summary>
internal static class SlotMetadata
{
    /// <summary>Changes it.</summary>
    public static int Set(string directory, string slot, Func<CellMetadata, CellMetadata> change, Author author, bool asJson) =>
        OpenBook.Use(directory, book =>
    {
        SlotName place = SlotName.Parse(slot);
        CellMetadata before = book.InSlot(place)?.Metadata ?? new CellMetadata();
        Cell? changed = book.SetSlot(place, change, author);
        if (asJson)
        {
            Console.WriteLine(CellJson.Of(SlotState.Of(book, place)!));
            return;
        }

        Console.WriteLine(changed is null
            ? $"{slot}: nothing changed"
            : $"{slot}: {MetadataText.Difference(before, changed.Metadata)}");
        if (changed is not null && IsDerivedOtherwise(before, changed.Metadata))
        {
            Console.WriteLine("Its results are derived again: by a running gateway now, else at its next start.");
        }
    });

    /// <summary>Prints it, with every change.</summary>
    public static int Show(string directory, string slot, bool asJson) => OpenBook.Look(directory, book =>
    {
        SlotState state = (book is null ? null : SlotState.Of(book, SlotName.Parse(slot)))
            ?? throw new UserErrorException($"Nothing is known of cell {slot}. `edgelogger cell list` shows those there are.");
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
            string why = change.Author.Why.Length > 0 ? $"  ({change.Author.Why})" : "";
            Console.WriteLine($"{Time(change)}  {change.Author.By}: {MetadataText.Difference(before, change.Metadata)}{why}");
            before = change.Metadata;
        }
    });

    private static string Time(CellChange change) => change.At.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static bool IsDerivedOtherwise(CellMetadata before, CellMetadata after) =>
        (before.Order, before.NominalAh, before.ReferenceCycle, before.ReferenceCRate)
        != (after.Order, after.NominalAh, after.ReferenceCycle, after.ReferenceCRate);
}
