using EdgeLogger.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Prometheus;

namespace EdgeLogger.Web.Metrics;

/// <summary>/metrics: what Prometheus asks for (docs/specs/http-api.md).</summary>
internal static class MetricsEndpoint
{
    public static void Map(WebApplication application)
    {
        GatewayMeter gateway = application.Services.GetRequiredService<GatewayMeter>();
        application.MapGet("/metrics", async (HttpContext context) =>
        {
            context.Response.ContentType = PrometheusConstants.TextContentTypeWithVersionAndEncoding;
            await PrometheusExport.WriteAsync(gateway.Meter, context.Response.Body, context.RequestAborted).ConfigureAwait(false);
        }).RequireAuthorization(nameof(Role.Viewer)).ExcludeFromDescription();
    }
}
