using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Many;
using EdgeLogger.Cells.Model;
using Microsoft.AspNetCore.Http;

namespace EdgeLogger.Web.Api.Book;

/// <summary>A change of tests that a program or a user of the page asks for.</summary>
/// <param name="Why">Why, for the history; may be empty.</param>
/// <param name="Make">Makes it in a book, for its author. Gives the tests that were started or changed.</param>
public sealed record TestChange(string Why, Func<CellBook, Author, IReadOnlyList<TestRun>> Make)
{
    /// <summary>A test is started, as the audit log names it.</summary>
    public const string StartOne = "start test";

    /// <summary>The tests of a table are started.</summary>
    public const string StartTable = "start tests";

    /// <summary>A test is ended.</summary>
    public const string End = "end test";

    /// <summary>A test goes on in another slot.</summary>
    public const string Move = "move test";

    /// <summary>A segment of a test is corrected, or taken out.</summary>
    public const string Correct = "correct test";

    /// <summary>The labels of tests, as the audit log names them.</summary>
    public static string Labels(CellBook book, IEnumerable<TestRun> tests) =>
        string.Join("; ", tests.Select(test => book.PlanOf(test.Id)!.Label));

    /// <summary>Starts a test.</summary>
    /// <param name="request">Which.</param>
    /// <param name="nowUtcMs">When, if it says nothing of that, Unix ms.</param>
    public static TestChange Of(StartTestRequest request, long nowUtcMs) => new(request.Why ?? "",
        (book, author) => [book.Start(request.Line(nowUtcMs), author, request.WhenHeld)]);

    /// <summary>Starts the tests of a table.</summary>
    /// <exception cref="BadHttpRequestException">It has no lines.</exception>
    public static TestChange Of(StartTableRequest request, long nowUtcMs)
    {
        TestLine[] lines = request.Lines is { Count: > 0 } given && given.All(line => line is not null)
            ? [.. given.Select(line => line.Line(nowUtcMs))]
            : throw new BadHttpRequestException("The table has no lines. Give lines: a list of tests, each with cell and slot.");
        return new TestChange(request.Why ?? "", (book, author) => book.StartMany(lines, author, request.WhenHeld));
    }

    /// <summary>Ends a test.</summary>
    public static TestChange Of(EndTestRequest request, ulong test, long nowUtcMs) => new(request.Why ?? "",
        (book, author) => [book.End(test, new Edge(request.AtUtcMs ?? nowUtcMs), author)]);

    /// <summary>Moves a test.</summary>
    public static TestChange Of(MoveTestRequest request, ulong test, long nowUtcMs)
    {
        Edge arrives = new(request.AtUtcMs ?? nowUtcMs);
        return new TestChange(request.Why ?? "", (book, author) =>
        [
            book.Move(test, SlotName.Parse(request.Slot ?? ""), new Edge(request.LeftAtUtcMs ?? arrives.UtcMs), arrives, author,
                request.WhenHeld),
        ]);
    }

    /// <summary>Corrects a segment of a test.</summary>
    /// <exception cref="BadHttpRequestException">It does not say what was when.</exception>
    public static TestChange Of(CorrectTestRequest request, ulong test)
    {
        int index = request.Segment - 1;
        if (request.Withdraw)
        {
            return request is { Side: null, AtUtcMs: null, HasNotEnded: false }
                ? new TestChange(request.Why ?? "", (book, author) => [book.Withdraw(test, index, author)])
                : throw new BadHttpRequestException(
                    "withdraw takes a segment out as a whole. Leave side, atUtcMs and hasNotEnded away.");
        }

        if (request.Side is not { } side || request.HasNotEnded == (request.AtUtcMs is not null)
            || (request.HasNotEnded && side == EdgeSide.From))
        {
            throw new BadHttpRequestException("Which edge was when? Give side (\"from\" or \"to\") and atUtcMs, its time; for an "
                + "end that has not been, side \"to\" and hasNotEnded: true.");
        }

        Edge? edge = request.AtUtcMs is { } utcMs ? new Edge(utcMs) : null;
        return new TestChange(
            request.Why ?? "", (book, author) => [book.Correct(test, index, side, edge, author, request.Alone)]);
    }
}
