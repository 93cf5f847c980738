using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace EdgeLogger.Web.Api.Book;

/// <summary>The book of cells for programs, under /api/book (docs/specs/cells.md).</summary>
internal static class BookEndpoints
{
    public static void Map(RouteGroupBuilder api, GatewayView view)
    {
        RouteGroupBuilder book = api.MapGroup("/book");
        MapReading(book, view.Book);
        BookWriter writer = new(view);
        MapCells(book, view.Book, writer);
        NoteEndpoints.Map(book, view, writer);
        TestEndpoints.Map(book, view, writer);
        CalibrationEndpoints.Map(book, view, writer);
        ImportEndpoints.Map(book, view, writer);
    }

    /// <summary>The cell of a name that stands in an address.</summary>
    /// <exception cref="BadHttpRequestException">There is none.</exception>
    internal static Cell CellOf(CellBook book, string name)
    {
        try
        {
            return book.Find(CellName.Parse(name)) ?? throw BookWriter.NotFound(
                $"There is no cell {name}. GET /api/book/cells lists those there are, POST adds one.");
        }
        catch (CellBookException refusal)
        {
            throw BookWriter.NotFound(refusal.Message);
        }
    }

    private static void MapReading(RouteGroupBuilder routes, CellBook book)
    {
        routes.MapGet("/cells", (
                [Description("Only cells of which, or of whose tests or notes, all these words are said; the best first.")]
                string? search,
                [Description("Only cells of this cohort.")] string? cohort,
                [Description("Only names after this one: the last of the answer before.")] string? after) =>
                TypedResults.Ok(search is { Length: > 0 } ? Found(book, search, cohort) : Listed(book, cohort, after ?? "")))
            .WithSummary("The cells of the book, or those that a search finds.").WithTags("book");
        routes.MapGet("/cells/{name}", Results<Ok<WholeCellJson>, ProblemHttpResult> (string name) =>
            {
                try
                {
                    return TypedResults.Ok(WholeCellJson.Of(book.Whole(CellOf(book, name))));
                }
                catch (BadHttpRequestException refusal)
                {
                    return TypedResults.Problem(refusal.Message, statusCode: refusal.StatusCode);
                }
            })
            .WithSummary("All that the book has of a cell: its tests with segments and edges, notes, and every change.")
            .WithTags("book").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static BookCellsJson Found(CellBook book, string search, string? cohort) => new(
        [
            .. book.SearchCells(search).Where(cell => cohort is null || cell.Metadata.Cohort == cohort).Select(BookCellJson.Of),
        ], null);

    private static BookCellsJson Listed(CellBook book, string? cohort, string after)
    {
        IReadOnlyList<Cell> cells = book.Cells(cohort, after);
        return new BookCellsJson(
            [.. cells.Select(BookCellJson.Of)], cells.Count == CellBook.MostRead ? cells[^1].Name.Text : null);
    }

    private static void MapCells(RouteGroupBuilder routes, CellBook book, BookWriter writer)
    {
        writer.Guard<AddCellRequest>(
            routes.MapPost("/cells", Task<Results<Ok<BookCellJson>, ProblemHttpResult>> (HttpContext context) =>
                writer.DoAsync<AddCellRequest, BookCellJson>(
                context, "add cell", (request, who) =>
                {
                    Cell cell = request.Facts.ApplyTo(new Cell { Name = CellName.Parse(request.Name ?? "") });
                    Cell added = book.Add(cell, new Author(who, request.Why ?? ""));
                    return (BookCellJson.Of(added), added.Name.Text);
                })).WithSummary("Adds a cell, with what is known of it."), "add cell");
        writer.Guard<ChangeCellRequest>(
            routes.MapPatch("/cells/{name}", (string name, HttpContext context) =>
                writer.DoAsync<ChangeCellRequest, BookCellJson>(
                    context, "edit metadata", (request, who) => Change(book, name, request, who)))
            .WithSummary("Says what a cell is. What is not named stays as it was; the history keeps what it was.")
            .ProducesProblem(StatusCodes.Status404NotFound), "edit metadata");
    }

    private static (BookCellJson Answer, string? Subject) Change(
        CellBook book, string name, ChangeCellRequest request, string who)
    {
        Cell cell = CellOf(book, name);
        CellFacts facts = request.Facts with { Unset = request.Unset ?? [] };
        Cell? changed = book.Set(
            cell.Id, was => facts.ApplyTo(was) with { Name = request.Name is { } other ? CellName.Parse(other) : was.Name },
            new Author(who, request.Why ?? ""));
        return (BookCellJson.Of(changed ?? cell), changed?.Name.Text);
    }
}
