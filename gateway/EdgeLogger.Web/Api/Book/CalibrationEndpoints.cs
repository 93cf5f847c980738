using System.Collections.Generic;
using System.ComponentModel;
using System.IO;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Derivation.Previews;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace EdgeLogger.Web.Api.Book;

/// <summary>Calibrations of slots, and putting them right, for programs.</summary>
internal static class CalibrationEndpoints
{
    public static void Map(RouteGroupBuilder routes, GatewayView view, BookWriter writer)
    {
        routes.MapGet("/calibrations/{board}/{slot}",
                Results<Ok<SlotCalibrationsJson>, ProblemHttpResult> (string board, string slot) =>
            {
                try
                {
                    SlotCalibrations calibrations = new(view, SlotOf(board, slot));
                    return TypedResults.Ok(new SlotCalibrationsJson(calibrations.AsJson(), []));
                }
                catch (CellBookException refusal)
                {
                    return TypedResults.Problem(refusal.Message, statusCode: StatusCodes.Status404NotFound);
                }
                catch (IOException error)
                {
                    return TypedResults.Problem(error.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
                }
            })
            .WithSummary("The calibrations that a slot has had, and those that were put right.").WithTags("book")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        writer.Guard<RecalibrateRequest>(
            routes.MapPost("/calibrations/{board}/{slot}", (string board, string slot,
                    [Description("true: the answer has the tests that would be derived again, and nothing is changed.")]
                    string? preview, HttpContext context) =>
                writer.DoAsync<RecalibrateRequest, SlotCalibrationsJson>(
                    context, SlotCalibrations.Recalibrate, (request, who) =>
                    {
                        SlotName name = SlotOf(board, slot);
                        SlotCalibrations calibrations = new(view, name);
                        bool isPreview = BookWriter.IsPreview(preview);
                        IReadOnlyList<PlanEffect> effects =
                            calibrations.Change(request.Of(name), new Author(who, request.Why ?? ""), isPreview);
                        return (new SlotCalibrationsJson(calibrations.AsJson(), [.. effects.Select(RecalibratedTestJson.Of)]),
                            isPreview ? null : name.ToString());
                    }))
            .WithSummary("Puts a calibration right that rows were measured by: the tests with such rows are derived again."),
            SlotCalibrations.Recalibrate);
    }

    private static SlotName SlotOf(string board, string slot) => SlotName.Parse($"{board}/{slot}");
}
