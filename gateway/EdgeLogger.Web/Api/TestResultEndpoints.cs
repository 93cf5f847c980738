using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Results.Export;
using EdgeLogger.Traces;
using EdgeLogger.Web.Components.Cell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace EdgeLogger.Web.Api;

/// <summary>
/// What was derived and measured: of a test by its id, which it keeps for ever, and of the test that runs in a slot.
/// </summary>
internal sealed class TestResultEndpoints
{
    private const int MaxWidth = 10_000;
    private const int DefaultRows = 10_000;
    private const int MaxRows = 100_000;
    private const string From = "Begin, Unix ms; default: of the record.";
    private const string To = "End, Unix ms; default: of the record.";
    private const string Width = "Pixels to draw on: the least and the most for each. Without it, the rows themselves.";
    private const string Rows = "Rows in an answer, about; NextFromMs says where to go on.";

    private readonly RouteGroupBuilder _api;
    private readonly GatewayView _view;

    private TestResultEndpoints(RouteGroupBuilder api, GatewayView view) => (_api, _view) = (api, view);

    public static void Map(RouteGroupBuilder api, GatewayView view)
    {
        TestResultEndpoints results = new(api, view);
        results.MapStates();
        DerivedStore store = view.Derivation.Store;
        results.MapBoth("cycles", "The closed cycles", test => CycleJson.Of(store, test));
        results.MapBoth("half-cycles", "The closed half cycles, with every quantity,", test => store.Halves(test.Id));
        results.MapBoth("trends", "How it stood after each complete cycle: retention, voltage decay with its interval, CE, "
            + "polarisation, peaks", test => store.Trends(test.Id));
        results.MapSamples();
        results.MapCurves();
        results.MapBoth("events", "Alerts, changes, pauses, starts of the board and steps, the newest first",
            test => CellEvents.Read(view, test));
    }

    private void MapStates()
    {
        _api.MapGet("/cells", () => TypedResults.Ok(_view.Derivation.Current.Select(CellJson.Of)))
            .WithSummary("Every test that is in a slot, and every imported one, as it stands.").WithTags("cells");
        _api.MapGet("/cells/{board}/{slot:int}",
                Results<Ok<CellJson>, ProblemHttpResult> (string board, int slot) =>
                    ApiTest.In(_view, board, slot) is var asked && asked.Test is { } test
                        && _view.Derivation.SnapshotOf(test.Id) is { } snapshot
                        ? TypedResults.Ok(CellJson.Of(snapshot))
                        : asked.NotFound)
            .WithSummary("The test that runs in a slot, or was the last there, as it stands.").WithTags("cells");
        _api.MapGet("/tests/{id}",
                Results<Ok<TestJson>, ProblemHttpResult> (string id) =>
                    ApiTest.Of(_view, id) is var asked && asked.Test is { } test && _view.Tests.Test(test.Id) is { } found
                        ? TypedResults.Ok(TestJson.Of(found, _view))
                        : asked.NotFound)
            .WithSummary("A test as it stands, running or ended.").WithTags("tests");
        _api.MapGet("/tests/{id}/provenance",
                Results<Ok<ProvenanceJson>, ProblemHttpResult> (string id) =>
                    ApiTest.Of(_view, id) is var asked && asked.Test is { } test
                        && ProvenanceJson.Of(_view.Derivation.Store, test) is { } made
                        ? TypedResults.Ok(made)
                        : asked.NotFound)
            .WithSummary("What made the results of a test: version of the engine, settings, calibrations.").WithTags("tests");
    }

    private void MapBoth<T>(string what, string summary, Func<TestKey, IReadOnlyList<T>> answer)
    {
        _api.MapGet($"/cells/{{board}}/{{slot:int}}/{what}",
                Results<Ok<IReadOnlyList<T>>, ProblemHttpResult> (string board, int slot) =>
                    Answer(ApiTest.In(_view, board, slot), answer))
            .WithSummary($"{summary} of the test that runs in a slot.").WithTags("cells");
        _api.MapGet($"/tests/{{id}}/{what}",
                Results<Ok<IReadOnlyList<T>>, ProblemHttpResult> (string id) => Answer(ApiTest.Of(_view, id), answer))
            .WithSummary($"{summary} of a test.").WithTags("tests");
    }

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(ApiTest asked, Func<TestKey, T> answer) =>
        asked.Test is { } test ? TypedResults.Ok(answer(test)) : asked.NotFound;

    private void MapCurves()
    {
        _api.MapGet("/tests/{id}/curves",
                Results<Ok<IReadOnlyList<CurveJson>>, ProblemHttpResult> (
                    string id,
                    [Description("Cycles, at most 12, as 1,5,10-12; default: the first, the middle and the last.")]
                    string? cycles) =>
                    Answer(ApiTest.Of(_view, id), test => CurveJson.Of(_view, test.Id, CycleList.Read(cycles ?? ""))))
            .WithSummary("Voltage against charge, and dQ/dV, of cycles of a test.").WithTags("tests");
    }

    private void MapSamples()
    {
        _api.MapGet("/cells/{board}/{slot:int}/samples",
                Results<Ok<SamplesJson>, ProblemHttpResult> (
                    string board, int slot, [Description(From)] long? from, [Description(To)] long? to,
                    [Description(Width)] int? width, [Description(Rows)] int? rows) =>
                    Samples(ApiTest.In(_view, board, slot), from, to, width, rows ?? DefaultRows))
            .WithSummary("What the test that runs in a slot measured: gathered to the pixels of a drawing, or row by row.")
            .WithTags("cells");
        _api.MapGet("/tests/{id}/samples",
                Results<Ok<SamplesJson>, ProblemHttpResult> (
                    string id, [Description(From)] long? from, [Description(To)] long? to,
                    [Description(Width)] int? width, [Description(Rows)] int? rows) =>
                    Samples(ApiTest.Of(_view, id), from, to, width, rows ?? DefaultRows))
            .WithSummary("What a test measured: gathered to the pixels of a drawing, or row by row.").WithTags("tests");
    }

    private Results<Ok<SamplesJson>, ProblemHttpResult> Samples(ApiTest asked, long? from, long? to, int? width, int rows)
    {
        if (asked.Test is not { } test)
        {
            return asked.NotFound;
        }

        if (width is < 1 or > MaxWidth || rows is < 1 or > MaxRows)
        {
            return TypedResults.Problem(
                $"width is 1 to {MaxWidth}, and rows 1 to {MaxRows}.", statusCode: StatusCodes.Status400BadRequest);
        }

        using TraceReader reader = _view.OpenTraces();
        IReadOnlyList<SegmentFrames> segments = _view.Derivation.Store.FramesOf(test.Id);
        (long startMs, long endMs) = reader.Covered(segments) ?? (0, 0);
        long? nextMs = null;
        IReadOnlyList<TraceSpan> spans = width is { } pixels
            ? reader.Read(segments, from ?? startMs, to ?? endMs, pixels)
            : reader.ReadRows(segments, from ?? startMs, to ?? endMs, rows, out nextMs);
        return TypedResults.Ok(SamplesJson.Of(spans, nextMs));
    }
}
