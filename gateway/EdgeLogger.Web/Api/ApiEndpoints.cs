using System.Linq;
using EdgeLogger.Web.Access;
using EdgeLogger.Web.Api.Book;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EdgeLogger.Web.Api;

/// <summary>What programs can ask, under /api. Described at /openapi/v1.json (docs/specs/http-api.md).</summary>
internal static class ApiEndpoints
{
    public static void Map(WebApplication application, GatewayView view, WebOptions options)
    {
        RouteGroupBuilder api = application.MapGroup("/api").RequireAuthorization(nameof(Role.Viewer));
        TestResultEndpoints.Map(api, view);
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
}
