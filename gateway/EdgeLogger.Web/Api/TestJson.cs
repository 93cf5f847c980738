using EdgeLogger.Web.Api.Book;
using EdgeLogger.Web.Finding;

namespace EdgeLogger.Web.Api;

/// <summary>A test as it stands.</summary>
/// <param name="Id">Its id, 16 hexadecimal digits.</param>
/// <param name="Name">What it is called, as "WJK-0412, test 2".</param>
/// <param name="Cell">The name of its cell.</param>
/// <param name="Number">Its number within the cell, from 1.</param>
/// <param name="StartUtcMs">When it began, Unix ms; null if it has only files that say no date.</param>
/// <param name="EndUtcMs">When it was ended, Unix ms; null: it has not been.</param>
/// <param name="Slot">The slot that it is in now, BOARD/SLOT; null: in none.</param>
/// <param name="Page">The path of the page that shows it.</param>
/// <param name="Now">Its newest row and counts; null while none of its rows has come.</param>
public sealed record TestJson(string Id, string Name, string Cell, int Number, long? StartUtcMs, long? EndUtcMs, string? Slot,
    string Page, CellJson? Now)
{
    /// <summary>Takes what a program may see of a test.</summary>
    public static TestJson Of(FoundTest test, GatewayView view) => new(
        HexId.Of(test.Id), test.Name, test.Cell.Name.Text, test.Run.Number, test.Run.StartUtcMs, test.Run.EndUtcMs,
        test.Run.SlotNow?.ToString(), test.Path, view.Derivation.SnapshotOf(test.Id) is { } now ? CellJson.Of(now) : null);
}
