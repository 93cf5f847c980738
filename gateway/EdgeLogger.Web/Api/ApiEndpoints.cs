using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Traces;
using EdgeLogger.Web.Access;
using EdgeLogger.Web.Api.Book;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace EdgeLogger.Web.Api;

/// <summary>What programs can ask, under /api. Described at /openapi/v1.json (docs/specs/http-api.md).</summary>
internal static class ApiEndpoints
{
    private const int MaxWidth = 10_000;
    private const int DefaultRows = 10_000;
    private const int MaxRows = 100_000;

    public static void Map(WebApplication application, GatewayView view, WebOptions options)
    {
        RouteGroupBuilder api = application.MapGroup("/api").RequireAuthorization(nameof(Role.Viewer));
        MapCells(api, view);
        MapSamples(api, view);
        ExportEndpoint.Map(api, view, options);
        EvidenceEndpoint.Map(api, view);
        BookEndpoints.Map(api, view);
        api.MapGet("/alerts", () => TypedResults.Ok(view.Alerts.Book.Latest(mostPast: 100).Select(AlertJson.Of)))
            .WithSummary("Open alerts, the gravest first, then those that were over last.").WithTags("alerts");
        api.MapGet("/boards", () => TypedResults.Ok(view.Boards())).WithSummary("What each board last said of itself.")
            .WithTags("boards");
        api.MapGet("/sinks", () => TypedResults.Ok(view.Sinks())).WithSummary("Where results go, and how far each has come.")
            .WithTags("sinks");
    }

    private static void MapCells(RouteGroupBuilder api, GatewayView view)
    {
        api.MapGet("/cells", () => TypedResults.Ok(view.Derivation.Snapshots.Select(CellJson.Of)))
            .WithSummary("Every cell as it stands.").WithTags("cells");
        api.MapGet("/cells/{board}/{slot:int}",
                Results<Ok<CellJson>, ProblemHttpResult> (string board, int slot) =>
                    view.Derivation.Snapshots.FirstOrDefault(
                        one => one.Cell.Board == board && one.Cell.Slot == slot) is { } snapshot
                        ? TypedResults.Ok(CellJson.Of(snapshot))
                        : NoSuchCell(board, slot))
            .WithSummary("One cell as it stands.").WithTags("cells");
        api.MapGet("/cells/{board}/{slot:int}/cycles",
                Results<Ok<IReadOnlyList<CycleJson>>, ProblemHttpResult> (string board, int slot) =>
                    Find(view, board, slot) is { } cell
                    ? TypedResults.Ok(CycleJson.Of(view.Derivation.Store, cell))
                    : NoSuchCell(board, slot))
            .WithSummary("The closed cycles of a cell.").WithTags("cells");
        api.MapGet("/cells/{board}/{slot:int}/half-cycles",
                Results<Ok<IReadOnlyList<StoredHalf>>, ProblemHttpResult> (string board, int slot) =>
                    Find(view, board, slot) is { } cell
                    ? TypedResults.Ok(view.Derivation.Store.Halves(cell.Id))
                    : NoSuchCell(board, slot))
            .WithSummary("The closed half cycles of a cell, with every quantity.").WithTags("cells");
        api.MapGet("/cells/{board}/{slot:int}/trends",
                Results<Ok<IReadOnlyList<CycleTrend>>, ProblemHttpResult> (string board, int slot) =>
                    Find(view, board, slot) is { } cell
                    ? TypedResults.Ok(view.Derivation.Store.Trends(cell.Id))
                    : NoSuchCell(board, slot))
            .WithSummary("How a cell stood after each complete cycle: retention, voltage decay with its "
                + "interval, CE, polarisation, peaks.").WithTags("cells");
    }

    private static void MapSamples(RouteGroupBuilder api, GatewayView view) =>
        api.MapGet("/cells/{board}/{slot:int}/samples",
                Results<Ok<SamplesJson>, ProblemHttpResult> (
                    string board, int slot,
                    [Description("Begin, Unix ms; default: of the record.")] long? from,
                    [Description("End, Unix ms; default: of the record.")] long? to,
                    [Description(
                        "Pixels to draw on: the least and the most for each. Without it, the rows themselves.")] int? width,
                    [Description("Rows in an answer, about; NextFromMs says where to go on.")] int? rows) =>
                    Samples(view, board, slot, from, to, width, rows ?? DefaultRows))
            .WithSummary("What a cell measured: gathered to the pixels of a drawing, or row by row.").WithTags("cells");

    private static Results<Ok<SamplesJson>, ProblemHttpResult> Samples(
        GatewayView view, string board, int slot, long? from, long? to, int? width, int rows)
    {
        SegmentFrames[] segments = Find(view, board, slot) is { } test
            ? [.. view.Derivation.Store.FramesOf(test.Id)]
            : [];
        if (segments.Length == 0)
        {
            return NoSuchCell(board, slot);
        }

        if (width is < 1 or > MaxWidth || rows is < 1 or > MaxRows)
        {
            return TypedResults.Problem(
                $"width is 1 to {MaxWidth}, and rows 1 to {MaxRows}.", statusCode: StatusCodes.Status400BadRequest);
        }

        using TraceReader reader = view.OpenTraces();
        (long startMs, long endMs) = reader.Covered(segments) ?? (0, 0);
        long? nextMs = null;
        IReadOnlyList<TraceSpan> spans = width is { } pixels
            ? reader.Read(segments, from ?? startMs, to ?? endMs, pixels)
            : reader.ReadRows(segments, from ?? startMs, to ?? endMs, rows, out nextMs);
        return TypedResults.Ok(SamplesJson.Of(spans, nextMs));
    }

    private static TestKey? Find(GatewayView view, string board, int slot) =>
        view.Derivation.In(board, slot);

    internal static ProblemHttpResult NoSuchCell(string board, int slot) =>
        TypedResults.Problem($"There is no cell {board}/{slot}.", statusCode: StatusCodes.Status404NotFound);
}
