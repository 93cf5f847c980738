using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace EdgeLogger.Web.Security;

/// <summary>
/// Refuses what another site's page makes a browser ask: a change, or a socket, whose origin is not ours. Browsers say so by
/// Origin and Sec-Fetch-Site, which a page's script cannot forge.
/// </summary>
internal static class CrossSiteGuard
{
    public static Task Check(HttpContext context, RequestDelegate next)
    {
        if ((IsChange(context.Request.Method) || IsSocket(context.Request)) && IsForeign(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(context);
    }

    private static bool IsChange(string method) =>
        !(HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method));

    // HTTP/2 opens a socket by CONNECT, which counts as a change.
    private static bool IsSocket(HttpRequest request) =>
        request.Headers.Upgrade.ToString().Contains("websocket", StringComparison.OrdinalIgnoreCase);

    private static bool IsForeign(HttpRequest request)
    {
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is "cross-site" or "same-site")
        {
            return true;
        }

        string origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
                && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
                && string.Equals(uri.Scheme, request.Scheme, StringComparison.OrdinalIgnoreCase));
    }
}
