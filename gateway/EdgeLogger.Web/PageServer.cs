using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Web;

/// <summary>Serves what the gateway knows of its cells: a page for people, JSON for programs, and a health check.</summary>
public sealed class PageServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private PageServer(WebApplication application) => _application = application;

    /// <summary>Where it answers.</summary>
    public Uri Url => new(_application.Urls.First());

    /// <summary>Starts to serve.</summary>
    /// <param name="options">Where.</param>
    /// <param name="derivation">The cells.</param>
    /// <param name="alerts">What a person should know of them.</param>
    /// <param name="status">Asked at each health check.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="System.IO.IOException">The port is in use.</exception>
    public static async Task<PageServer> StartAsync(
        WebOptions options, DerivationService derivation, AlertService alerts, Func<GatewayStatus> status, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(WebOptions.Address, options.Port);
        });
        WebApplication application = builder.Build();
        application.Use(AddHeaders);
        Map(application, derivation, alerts, status);
        await application.StartAsync(cancellationToken).ConfigureAwait(false);
        return new PageServer(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static Task AddHeaders(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        // A name that resolves to this machine from a stranger's page (DNS rebinding) is not one of ours.
        if (context.Request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]"))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return Task.CompletedTask;
        }

        return next(context);
    }

    private static void Map(WebApplication application, DerivationService derivation, AlertService alerts, Func<GatewayStatus> status)
    {
        application.MapGet("/", () => Results.Content(CellPage.Render(derivation.Snapshots, alerts.Alerts, status()), "text/html; charset=utf-8"));
        application.MapGet("/style.css", () => Results.Text(CellPage.Style, "text/css"));
        application.MapGet("/health", () =>
        {
            GatewayStatus now = status();
            return Results.Json(now, statusCode: now.Healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
        application.MapGet("/api/alerts", () => Results.Json(alerts.Alerts));
        application.MapGet("/api/cells", () => Results.Json(derivation.Snapshots.Select(CellJson.Of)));
        application.MapGet("/api/cells/{board}/{slot:int}/cycles", (string board, int slot) =>
        {
            CellKey? cell = derivation.Store.Cells().FirstOrDefault(cell => cell.Board == board && cell.Slot == slot);
            return cell is null
                ? Results.Problem($"There is no cell {board}/{slot}.", statusCode: StatusCodes.Status404NotFound)
                : Results.Json(CycleJson.Of(derivation.Store, cell));
        });
    }
}
