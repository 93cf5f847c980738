using System;
using System.Globalization;

namespace EdgeLogger.Cells.Names;

/// <summary>Under which paths the page shows what the book knows. Names get into an address nowhere else.</summary>
public static class PagePath
{
    /// <summary>A cell: its running test, else its newest, and all of its tests.</summary>
    /// <param name="name">A name that it has or has had.</param>
    public static string OfCell(string name) => "/cells/" + Uri.EscapeDataString(name);

    /// <summary>One test, for ever.</summary>
    /// <param name="cell">A name that its cell has or has had.</param>
    /// <param name="number">Its number within the cell, from 1.</param>
    public static string OfTest(string cell, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"/tests/{Uri.EscapeDataString(cell)}/{number}");

    /// <summary>A slot: the test that runs there now, and those that did.</summary>
    /// <param name="board">The board.</param>
    /// <param name="slot">The slot on it, from 0.</param>
    public static string OfSlot(string board, long slot) =>
        string.Create(CultureInfo.InvariantCulture, $"/slots/{Uri.EscapeDataString(board)}/{slot}");

    /// <summary>Where a test is started in a slot.</summary>
    /// <param name="board">The board.</param>
    /// <param name="slot">The slot on it, from 0.</param>
    public static string OfStart(string board, long slot) => OfSlot(board, slot) + "/start";

    /// <summary>The same, with the time filled in at which the cell came there.</summary>
    /// <param name="slot">The slot, BOARD/SLOT.</param>
    /// <param name="at">When, UTC; to the second.</param>
    /// <returns>The path; null if that is not a slot.</returns>
    public static string? OfStart(string slot, DateTimeOffset at) => slot.LastIndexOf('/') is var cut and > 0
        && long.TryParse(slot.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? string.Create(
                CultureInfo.InvariantCulture, $"{OfStart(slot[..cut], number)}?at={at.UtcDateTime:yyyy-MM-ddTHH:mm:ss}")
            : null;
}
