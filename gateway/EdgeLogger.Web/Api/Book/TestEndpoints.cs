using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
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
        tests.MapChange<EndTestRequest>("end", "Ends a test.", tests.EndOf);
        tests.MapChange<MoveTestRequest>(
            "move", "Moves a running test to another slot: the same test goes on there.", tests.MoveOf);
        tests.MapChange<CorrectTestRequest>("correct", "Corrects when a segment of a test began or ended.", tests.CorrectOf);
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
        _writer.Guard<StartTestRequest>(
            _routes.MapPost("/tests", ([Description(Previewed)] string? preview, HttpContext context) =>
                DoAsync<StartTestRequest>(context, "start test", preview, StartOf))
            .WithSummary("Starts a test of a cell in a slot, now or at an earlier time."), "start test");
        _writer.Guard<StartTableRequest>(
            _routes.MapPost("/tests/table", ([Description(Previewed)] string? preview, HttpContext context) =>
                DoAsync<StartTableRequest>(context, "start tests", preview, StartOf))
            .WithSummary("Starts many tests, all of them or none. A refusal names the problem of each line."), "start tests");
    }

    private void MapChange<TRequest>(string action, string summary, Func<TRequest, ulong, Change> changeOf)
        where TRequest : class => _writer.Guard<TRequest>(
            _routes.MapPost($"/tests/{{id}}/{action}",
                    (string id, [Description(Previewed)] string? preview, HttpContext context) => DoAsync<TRequest>(
                        context, action + " test", preview, request => changeOf(request, TestOf(_view.Book, id).Id)))
            .WithSummary(summary).ProducesProblem(StatusCodes.Status404NotFound), action + " test");

    private Task<Results<Ok<BookChangeJson>, ProblemHttpResult>> DoAsync<TRequest>(
        HttpContext context, string action, string? preview, Func<TRequest, Change> changeOf)
        where TRequest : class => _writer.DoAsync<TRequest, BookChangeJson>(context, action, (request, who) =>
        {
            Change change = changeOf(request);
            Author author = new(who, change.Why ?? "");
            if (BookWriter.IsPreview(preview))
            {
                return (BookChangeJson.Previewed(_view.Book.Preview(book => change.Make(book, author))), null);
            }

            IReadOnlyList<TestRun> tests = change.Make(_view.Book, author);
            return (BookChangeJson.Done(tests), string.Join("; ", tests.Select(test => _view.Book.PlanOf(test.Id)!.Label)));
        });

    private Change StartOf(StartTestRequest request) =>
        new(request.Why, (book, author) => [book.Start(request.Line(NowMs), author, request.WhenHeld)]);

    private Change StartOf(StartTableRequest request)
    {
        long nowMs = NowMs;
        TestLine[] lines = request.Lines is { Count: > 0 } given && given.All(line => line is not null)
            ? [.. given.Select(line => line.Line(nowMs))]
            : throw new BadHttpRequestException("The table has no lines. Give lines: a list of tests, each with cell and slot.");
        return new Change(request.Why, (book, author) => book.StartMany(lines, author, request.WhenHeld));
    }

    private Change EndOf(EndTestRequest request, ulong test) =>
        new(request.Why, (book, author) => [book.End(test, new Edge(request.AtUtcMs ?? NowMs), author)]);

    private Change MoveOf(MoveTestRequest request, ulong test)
    {
        Edge arrives = new(request.AtUtcMs ?? NowMs);
        return new Change(request.Why, (book, author) =>
        [
            book.Move(test, SlotName.Parse(request.Slot ?? ""), new Edge(request.LeftAtUtcMs ?? arrives.UtcMs), arrives, author,
                request.WhenHeld),
        ]);
    }

    private Change CorrectOf(CorrectTestRequest request, ulong test)
    {
        if (request.Side is not { } side || request.HasNotEnded == (request.AtUtcMs is not null)
            || (request.HasNotEnded && side == EdgeSide.From))
        {
            throw new BadHttpRequestException("Which edge was when? Give side (\"from\" or \"to\") and atUtcMs, its time; for an "
                + "end that has not been, side \"to\" and hasNotEnded: true.");
        }

        Edge? edge = request.AtUtcMs is { } utcMs ? new Edge(utcMs) : null;
        return new Change(
            request.Why, (book, author) => [book.Correct(test, request.Segment - 1, side, edge, author, request.Alone)]);
    }

    private sealed record Change(string? Why, Func<CellBook, Author, IReadOnlyList<TestRun>> Make);
}
