using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Text;
using System.Threading.Tasks;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Many;
using EdgeLogger.Cells.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace EdgeLogger.Web.Api.Book;

/// <summary>Tests, and who is in a slot when, for programs. Each change can be previewed.</summary>
internal sealed class TestEndpoints
{
    private const string Previewed = "true: the answer has the tests that would be derived again, and nothing is changed.";

    private readonly RouteGroupBuilder _routes;
    private readonly GatewayView _view;
    private readonly BookWriter _writer;

    private TestEndpoints(RouteGroupBuilder routes, GatewayView view, BookWriter writer) =>
        (_routes, _view, _writer) = (routes, view, writer);

    public static void Map(RouteGroupBuilder routes, GatewayView view, BookWriter writer)
    {
        TestEndpoints tests = new(routes, view, writer);
        tests.MapStarts();
        tests.MapChange<EndTestRequest>("end", TestChange.End, "Ends a test.",
            (request, test) => TestChange.Of(request, test, tests.NowMs));
        tests.MapChange<MoveTestRequest>("move", TestChange.Move,
            "Moves a running test to another slot: the same test goes on there.",
            (request, test) => TestChange.Of(request, test, tests.NowMs));
        tests.MapChange<CorrectTestRequest>("correct", TestChange.Correct,
            "Corrects when a segment of a test began or ended, or takes a file out of it.", TestChange.Of);
    }

    /// <summary>The test of an id.</summary>
    /// <exception cref="BadHttpRequestException">There is none.</exception>
    internal static TestRun TestOf(CellBook book, string id) =>
        (HexId.Parse(id) is not 0 and var known ? book.FindTest(known) : null) ?? throw BookWriter.NotFound(
            "There is no test with this id. An id has 16 hexadecimal digits; GET /api/book/cells/{name} shows those of a cell's "
            + "tests.");

    private long NowMs => _view.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private void MapStarts()
    {
        _routes.MapGet("/tests/table", () =>
                TypedResults.File(Encoding.UTF8.GetBytes(TestTable.Template), "text/csv", "tests.csv"))
            .WithSummary("A table of tests to fill in, as CSV: the headings of all columns.").WithTags("book")
            .Produces<string>(StatusCodes.Status200OK, "text/csv");
        _writer.Guard<StartTestRequest>(
            _routes.MapPost("/tests", ([Description(Previewed)] string? preview, HttpContext context) =>
                DoAsync<StartTestRequest>(
                    context, TestChange.StartOne, preview, request => TestChange.Of(request, NowMs)))
            .WithSummary("Starts a test of a cell in a slot, now or at an earlier time."), TestChange.StartOne);
        _writer.Guard<StartTableRequest>(
            _routes.MapPost("/tests/table", ([Description(Previewed)] string? preview, HttpContext context) =>
                DoAsync<StartTableRequest>(
                    context, TestChange.StartTable, preview, request => TestChange.Of(request, NowMs)))
            .WithSummary("Starts many tests, all of them or none. A refusal names the problem of each line."),
            TestChange.StartTable);
    }

    private void MapChange<TRequest>(string path, string action, string summary, Func<TRequest, ulong, TestChange> changeOf)
        where TRequest : class => _writer.Guard<TRequest>(
            _routes.MapPost($"/tests/{{id}}/{path}",
                    (string id, [Description(Previewed)] string? preview, HttpContext context) => DoAsync<TRequest>(
                        context, action, preview, request => changeOf(request, TestOf(_view.Book, id).Id)))
            .WithSummary(summary).ProducesProblem(StatusCodes.Status404NotFound), action);

    private Task<Results<Ok<BookChangeJson>, ProblemHttpResult>> DoAsync<TRequest>(
        HttpContext context, string action, string? preview, Func<TRequest, TestChange> changeOf)
        where TRequest : class => _writer.DoAsync<TRequest, BookChangeJson>(context, action, (request, who) =>
        {
            TestChange change = changeOf(request);
            Author author = new(who, change.Why);
            if (BookWriter.IsPreview(preview))
            {
                return (BookChangeJson.Previewed(_view.Book, _view.Book.Preview(book => change.Make(book, author))), null);
            }

            IReadOnlyList<TestRun> tests = change.Make(_view.Book, author);
            return (BookChangeJson.Done(_view.Book, tests), TestChange.Labels(_view.Book, tests));
        });
}
