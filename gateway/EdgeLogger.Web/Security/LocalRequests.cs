using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace EdgeLogger.Web.Security;

/// <summary>
/// For a page that trusts anyone who sits at this machine. A name that only resolves to it, from a stranger's page (DNS
/// rebinding), is not one of ours; and what a proxy on this machine hands on may come from anywhere.
/// </summary>
internal static class LocalRequests
{
    private const string ProxyRefusal =
        "Refused: nobody has to sign in here yet, so that only this machine may ask, and this request came through a proxy. "
        + "Make an admin (edgelogger user add NAME --role admin), and start the gateway with --web-proxy.";

    private static readonly string[] ProxyHeaders =
        ["Forwarded", "Via", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "True-Client-IP", "CF-Connecting-IP", "CF-Ray"];

    public static Task Check(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.Keys.Any(IsOfProxy))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return context.Response.WriteAsync(ProxyRefusal);
        }

        if (context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]")
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }

    private static bool IsOfProxy(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || ProxyHeaders.Contains(header, StringComparer.OrdinalIgnoreCase);
}
