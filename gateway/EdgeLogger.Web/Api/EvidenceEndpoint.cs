using System;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Notify;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using HttpAnswers = Microsoft.AspNetCore.Http.Results;

namespace EdgeLogger.Web.Api;

/// <summary>What an alert was found from, as a plot.</summary>
internal static class EvidenceEndpoint
{
    private const int Least = 240;
    private const int Most = 2000;

    public static void Map(RouteGroupBuilder api, GatewayView view) =>
        api.MapGet("/alerts/{id:long}/evidence.svg", (long id, int? width, int? height) =>
                view.Alerts.Book.Find(id) is { } alert && AlertEvidence.Of(view, alert) is { } evidence
                    ? HttpAnswers.Bytes(Draw(alert, evidence, width, height), "image/svg+xml")
                    : HttpAnswers.Problem($"Alert {id} has nothing to draw.", statusCode: StatusCodes.Status404NotFound))
            .WithSummary("What an alert was found from, as SVG.").WithTags("alerts")
            .Produces(StatusCodes.Status200OK, contentType: "image/svg+xml").ProducesProblem(StatusCodes.Status404NotFound);

    private static byte[] Draw(Alert alert, Evidence evidence, int? width, int? height) => EvidencePlot.Svg(
        evidence, $"{alert.Rule} on {alert.Subject.Name}", Math.Clamp(width ?? EvidencePlot.Width, Least, Most),
        Math.Clamp(height ?? EvidencePlot.Height, Least, Most));
}
