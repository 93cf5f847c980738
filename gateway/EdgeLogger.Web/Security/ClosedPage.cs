using System.Threading.Tasks;
using EdgeLogger.Web.Access;
using Microsoft.AspNetCore.Http;

namespace EdgeLogger.Web.Security;

/// <summary>For a page whose people are lost: it says what to do, and nothing else. A health check is answered as ever.</summary>
internal static class ClosedPage
{
    public static Task Check(HttpContext context, RequestDelegate next, AccessBook book)
    {
        if (context.Request.Path == "/health" || book.Lost is not { } sentence)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return context.Response.WriteAsync(sentence);
    }
}
