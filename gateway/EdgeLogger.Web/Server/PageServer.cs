using System;
using System.Linq;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cells.Names;
using EdgeLogger.Web.Access;
using EdgeLogger.Web.Api;
using EdgeLogger.Web.Components;
using EdgeLogger.Web.Components.Book;
using EdgeLogger.Web.Components.Shell;
using EdgeLogger.Web.Live;
using EdgeLogger.Web.Metrics;
using EdgeLogger.Web.Security;
using EdgeLogger.Web.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using HttpAnswers = Microsoft.AspNetCore.Http.Results;

namespace EdgeLogger.Web.Server;

/// <summary>
/// Serves what the gateway knows of its cells: a page for people, JSON for programs, metrics, and a health check.
/// </summary>
public sealed class PageServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private PageServer(WebApplication application) => _application = application;

    /// <summary>Where it answers.</summary>
    public Uri Url => new(_application.Urls.First());

    /// <summary>Starts to serve.</summary>
    /// <param name="options">Where.</param>
    /// <param name="view">What.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="InvalidOperationException">It may not be served so, or the port is in use; the message says what to
    /// do.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The certificate cannot be read.</exception>
    public static async Task<PageServer> StartAsync(WebOptions options, GatewayView view, CancellationToken cancellationToken)
    {
        if (options.Refusal(view.Access.HasAdmin) is { } refusal)
        {
            throw new InvalidOperationException(refusal);
        }

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, options));
        AddServices(builder.Services, options, view);
        WebApplication application = builder.Build();
        UseMiddleware(application, options, view);
        SignInEndpoints.Map(application, view);
        ApiEndpoints.Map(application, view, options);
        MetricsEndpoint.Map(application);
        MapHealth(application, view);
        MapViews(application);
        application.MapOpenApi().RequireAuthorization(nameof(Role.Viewer));
        application.Services.GetRequiredService<LiveFleet>().Start();
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
            return new PageServer(application);
        }
        catch (Exception error) when (error is SocketException || error.InnerException is AddressInUseException)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw new InvalidOperationException($"The page cannot listen on {options.Address}:{options.Port}: "
                + $"{WhyNot((error as SocketException)?.SocketErrorCode)}", error);
        }
    }

    /// <summary>Why the page cannot listen, and what to do.</summary>
    /// <param name="error">What the system said; null: the port is in use.</param>
    public static string WhyNot(SocketError? error) => error switch
    {
        null or SocketError.AddressAlreadyInUse =>
            "another program has that port. Stop that program, or choose another port with --web.",
        SocketError.AccessDenied => $"{Environment.UserName} may not use that port. Choose one above 1023 with --web.",
        SocketError.AddressNotAvailable => "this machine has no such address. Choose one of its own with --web-listen.",
        _ => "choose another port with --web, or another address with --web-listen.",
    };

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static void Listen(KestrelServerOptions kestrel, WebOptions options)
    {
        kestrel.AddServerHeader = false;
        RequestLimits.Set(kestrel.Limits, options);
        kestrel.Listen(options.Address, options.Port, listen =>
        {
            if (options.CertificateFile is { } certificate)
            {
                listen.UseHttps(X509Certificate2.CreateFromPemFile(certificate, options.KeyFile));
            }
        });
    }

    private static void AddServices(IServiceCollection services, WebOptions options, GatewayView view)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new FiniteNumbers()));
        services.AddOpenApi();
        services.AddProblemDetails();
        services.AddAntiforgery();
        AccessServices.Add(services, options, view);
        services.AddSingleton(view);
        services.AddSingleton<LiveFleet>();
        services.AddSingleton<GatewayMeter>();
        services.AddSingleton<IConnectionListenerFactory, BoundedTransport>();
        services.AddScoped<PersonHere>();
        services.AddScoped<BookDesk>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, SessionWatch>();
        services.AddRazorComponents().AddInteractiveServerComponents();
    }

    private static void UseMiddleware(WebApplication application, WebOptions options, GatewayView view)
    {
        if (options.BehindProxy)
        {
            ForwardedHeadersOptions forwarded = new()
            { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
            application.UseForwardedHeaders(forwarded);
        }

        application.Use(SecurityHeaders.Add);
        application.UseWhen(_ => view.Access.Lost is not null,
            closed => closed.Use((HttpContext context, RequestDelegate next) => ClosedPage.Check(context, next, view.Access)));
        application.UseWhen(_ => view.Access.IsOpen, local => local.Use(LocalRequests.Check));
        application.Use(CrossSiteGuard.Check);
        // Before anybody is asked who they are: the sign-in page needs its style.
        application.UseStaticFiles(PageFiles.Options);
        application.UseRateLimiter();
        application.UseAuthentication();
        application.UseAuthorization();
        application.UseAntiforgery();
        application.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api => api.Use(TimeQuery.Check));
    }

    private static void MapHealth(WebApplication application, GatewayView view)
    {
        application.MapGet("/health", (HttpContext context) =>
        {
            GatewayStatus now = view.Status();
            int code = now.Healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            return context.User.IsInRole(nameof(Role.Viewer))
                ? HttpAnswers.Json(now, statusCode: code)
                : HttpAnswers.Json(new { now.Healthy }, statusCode: code);
        }).WithSummary("Whether everything that arrives is being kept: 200 or 503. Details for those who may see them.")
            .WithTags("health");
    }

    private static void MapViews(WebApplication application)
    {
        ThemeCookie.Map(application);
        // Where slots were before cells had names.
        application.MapGet("/cells/{board}/{slot:int}", (string board, int slot, HttpContext context) =>
                HttpAnswers.LocalRedirect(PagePath.OfSlot(board, slot) + context.Request.QueryString))
            .RequireAuthorization(nameof(Role.Viewer)).ExcludeFromDescription();
        // The policy of SecurityHeaders speaks for the socket too.
        application.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null)
            .RequireAuthorization(nameof(Role.Viewer));
    }
}
