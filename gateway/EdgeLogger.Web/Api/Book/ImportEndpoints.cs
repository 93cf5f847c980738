using System;
using System.ComponentModel;
using System.IO;
using System.Threading.Tasks;
using EdgeLogger.Cells.Names;
using EdgeLogger.Records.Rows;
using EdgeLogger.Results.Import;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace EdgeLogger.Web.Api.Book;

/// <summary>Cyclers' files for programs: uploaded, they wait for their turn, and become segments of tests.</summary>
internal sealed class ImportEndpoints(GatewayView view)
{
    // Months of rows at 1 Hz, as text.
    private const long MostBytes = 2L << 30;

    private readonly ImportQueue _queue = new(view.DataDirectory, view.Time);

    public static void Map(RouteGroupBuilder routes, GatewayView view, BookWriter writer)
    {
        ImportEndpoints imports = new(view);
        writer.Guard(
            routes.MapPost("/imports", (
                    [Description("The file's own name.")] string? name,
                    [Description("The cell's name; it is added if it is not there.")] string? cell,
                    [Description("The number of the test, or new. Default: the cell's newest, if that has not been ended.")]
                    string? test,
                    [Description("The segment of the test that it is to be, from 1. Default: by its start, else before the slot "
                        + "that the test is in.")] int? segment,
                    [Description("Which current it writes as positive: fromFormat, chargePositive or dischargePositive.")]
                    string? sign,
                    [Description("When its first row was, Unix ms. Without it its rows have no date.")] long? startUtcMs,
                    [Description("Why.")] string? why, HttpContext context) => imports.TakeAsync(context, () => new ImportRequest
                    {
                        FileName = Given(name, "name", "the file's own name"),
                        Cell = Given(cell, "cell", "the cell's name"),
                        Test = test ?? "",
                        Place = segment,
                        Sign = SignOf(sign),
                        StartUtcMs = startUtcMs,
                        By = BookWriter.WhoIs(context),
                        Why = why ?? "",
                    }))
            .WithSummary("Takes a cycler's file, the body of the request, for a test. It is imported after those before it.")
            .Accepts<Stream>("application/octet-stream", "*/*").Produces<ImportTaken>(StatusCodes.Status202Accepted), "import");
        routes.MapGet("/imports/{id}", Results<Ok<ImportStatus>, ProblemHttpResult> (string id) =>
                imports._queue.Status(id) is { } status ? TypedResults.Ok(status) : TypedResults.Problem(
                    "There is no import with this id. What became of one is known for a week.",
                    statusCode: StatusCodes.Status404NotFound))
            .WithSummary("How far an import is, and what became of it.").WithTags("book");
    }

    private async Task<IResult> TakeAsync(HttpContext context, Func<ImportRequest> asked)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostBytes;
        }

        try
        {
            ImportRequest request = asked();
            request.Check();
            string id = await _queue.SubmitAsync(request, context.Request.Body, context.RequestAborted).ConfigureAwait(false);
            view.Audit.TryNote(request.By, "import", request.Cell, request.FileName);
            return TypedResults.Accepted($"/api/book/imports/{id}", new ImportTaken(id));
        }
        catch (BadHttpRequestException refusal)
        {
            return TypedResults.Problem(refusal.Message, statusCode: refusal.StatusCode);
        }
        catch (CellBookException refusal)
        {
            return TypedResults.Problem(refusal.Message, statusCode: StatusCodes.Status422UnprocessableEntity);
        }
        catch (IOException error)
        {
            return TypedResults.Problem(
                $"The file was not kept: {error.Message}", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static string Given(string? value, string name, string what) => value is { Length: > 0 }
        ? value
        : throw new BadHttpRequestException($"The address says no {name}. Give {name}, {what}.");

    private static CurrentSign SignOf(string? sign) => sign is null ? CurrentSign.FromFormat
        : ChoiceWord.Read<CurrentSign>(sign) ?? throw new BadHttpRequestException(
            $"'{sign}' is not a sign of a current. Give fromFormat, chargePositive or dischargePositive.");

    /// <summary>A file that waits for its turn.</summary>
    /// <param name="Id">Ask for /api/book/imports/ID.</param>
    internal sealed record ImportTaken(string Id);
}
