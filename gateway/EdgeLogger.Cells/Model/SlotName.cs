using System;
using System.Globalization;
using EdgeLogger.Cells.Names;

namespace EdgeLogger.Cells.Model;

/// <summary>A place where a board measures.</summary>
/// <param name="Board">The board, 1 to 100 characters.</param>
/// <param name="Slot">The slot of the board, 0 to 65535.</param>
public readonly record struct SlotName(string Board, int Slot)
{
    /// <summary>Reads BOARD/SLOT.</summary>
    /// <exception cref="CellBookException">It is not a slot.</exception>
    public static SlotName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int slash = text.LastIndexOf('/');
        return slash > 0 && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int slot)
            ? new SlotName(text[..slash], slot).Checked()
            : throw new CellBookException(
            $"'{text}' is not a slot. Give its board and its slot there, from 0, as in bench-01/0.");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Board}/{Slot}");

    internal SlotName Checked() => Slot is >= 0 and <= ushort.MaxValue
        ? new SlotName(BoundedText.Word("The name of a board", Board, 100), Slot)
        : throw new CellBookException($"{Board} has no slot {Slot}. Give 0 to {ushort.MaxValue}.");
}
