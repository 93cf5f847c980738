using System.Globalization;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.Traces;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace EdgeLogger.Web.Api;

/// <summary>
/// The times in the query of every path of the API, from and to, in Unix ms: checked before anything is read by them, so that an
/// impossible one is neither an error of the server nor an answer that looks as if nothing had been measured.
/// </summary>
internal static class TimeQuery
{
    private static readonly string[] Names = ["from", "to"];

    /// <summary>Answers 400, with the reason, where a time cannot be; else goes on.</summary>
    public static Task Check(HttpContext context, RequestDelegate next) =>
        WhyNot(context.Request.Query) is { } why
            ? TypedResults.Problem(why, statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(context)
            : next(context);

    private static string? WhyNot(IQueryCollection query)
    {
        long?[] times = new long?[Names.Length];
        for (int i = 0; i < Names.Length; i++)
        {
            StringValues given = query[Names[i]];
            if (given.Count == 0)
            {
                continue;
            }

            if (!long.TryParse(given.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long ms)
                || ms is < TraceStore.EarliestMs or >= BelievableUtc.EndMs)
            {
                return string.Create(CultureInfo.InvariantCulture,
                    $"{Names[i]} must be a time in Unix ms, a whole number from {TraceStore.EarliestMs} to "
                    + $"{BelievableUtc.EndMs - 1} (the end of 2199); for example 1767225600000 for 2026-01-01.");
            }

            times[i] = ms;
        }

        return times[0] > times[1] ? "from must not be after to." : null;
    }
}
