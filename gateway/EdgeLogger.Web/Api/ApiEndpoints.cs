using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace EdgeLogger.Web.Api;

/// <summary>What programs can ask, under /api. Described at /openapi/v1.json (docs/specs/http-api.md).</summary>
internal static class ApiEndpoints
{
    public static void Map(WebApplication application, GatewayView view)
    {
        RouteGroupBuilder api = application.MapGroup("/api").RequireAuthorization(nameof(Role.Viewer));
        MapCells(api, view);
        api.MapGet("/alerts", () => TypedResults.Ok(view.Alerts.Book.Latest(mostPast: 100).Select(AlertJson.Of)))
            .WithSummary("Open alerts, the gravest first, then those that were over last.").WithTags("alerts");
        api.MapGet("/boards", () => TypedResults.Ok(view.Boards())).WithSummary("What each board last said of itself.").WithTags("boards");
        api.MapGet("/sinks", () => TypedResults.Ok(view.Sinks())).WithSummary("Where results go, and how far each has come.").WithTags("sinks");
    }

    private static void MapCells(RouteGroupBuilder api, GatewayView view)
    {
        api.MapGet("/cells", () => TypedResults.Ok(view.Derivation.Snapshots.Select(CellJson.Of)))
            .WithSummary("Every cell as it stands.").WithTags("cells");
        api.MapGet("/cells/{board}/{slot:int}",
                Results<Ok<CellJson>, ProblemHttpResult> (string board, int slot) =>
                    view.Derivation.Snapshots.FirstOrDefault(one => one.Cell.Board == board && one.Cell.Slot == slot) is { } snapshot
                        ? TypedResults.Ok(CellJson.Of(snapshot))
                        : NoSuchCell(board, slot))
            .WithSummary("One cell as it stands.").WithTags("cells");
        api.MapGet("/cells/{board}/{slot:int}/cycles",
                Results<Ok<IReadOnlyList<CycleJson>>, ProblemHttpResult> (string board, int slot) =>
                    Find(view, board, slot) is { } cell ? TypedResults.Ok(CycleJson.Of(view.Derivation.Store, cell)) : NoSuchCell(board, slot))
            .WithSummary("The closed cycles of a cell.").WithTags("cells");
        api.MapGet("/cells/{board}/{slot:int}/half-cycles",
                Results<Ok<IReadOnlyList<StoredHalf>>, ProblemHttpResult> (string board, int slot) =>
                    Find(view, board, slot) is { } cell ? TypedResults.Ok(view.Derivation.Store.Halves(cell.StreamId)) : NoSuchCell(board, slot))
            .WithSummary("The closed half cycles of a cell, with every quantity.").WithTags("cells");
    }

    private static CellKey? Find(GatewayView view, string board, int slot) =>
        view.Derivation.Store.Cells().LastOrDefault(cell => cell.Board == board && cell.Slot == slot);

    private static ProblemHttpResult NoSuchCell(string board, int slot) =>
        TypedResults.Problem($"There is no cell {board}/{slot}.", statusCode: StatusCodes.Status404NotFound);
}
