using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace EdgeLogger.Web.Security;

/// <summary>
/// For a page that trusts whoever sits at this machine: a name that only resolves to it, from a stranger's page (DNS rebinding), is not
/// one of ours.
/// </summary>
internal static class LocalNames
{
    public static Task Check(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]")
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }
}
