using System;
using System.ComponentModel;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Results.Export;
using EdgeLogger.Results.Rows;
using EdgeLogger.Web.Components.Cell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace EdgeLogger.Web.Api;

/// <summary>A cell's record as a file to keep.</summary>
internal sealed class ExportEndpoint
{
    private const int PieceBytes = 65_536;
    private const string What = "samples, steps, cycles or notes; default: cycles.";
    private const string Format = "csv, parquet, or bdf (Battery Data Format, samples only); default: csv.";
    private const string From = "Begin, Unix ms; default: of the record.";
    private const string To = "End, Unix ms, not included; default: of the record.";

    // A reader that takes no piece for so long is taken for gone.
    private static readonly TimeSpan ReadWithin = TimeSpan.FromSeconds(30);

    // Each reads the log from one end to the other: many at a time would be felt by the cells.
    private static readonly SemaphoreSlim Turns = new(2, 2);

    private readonly GatewayView _view;
    private readonly ExportPlaces _places;

    private ExportEndpoint(GatewayView view, ExportPlaces places)
    {
        _view = view;
        _places = places;
    }

    public static void Map(RouteGroupBuilder api, GatewayView view, WebOptions options)
    {
        ExportEndpoint endpoint = new(view, new ExportPlaces(options.TemporaryFolder));
        api.MapGet("/cells/{board}/{slot:int}/export",
                (
                    string board, int slot, [Description(What)] string? what, [Description(Format)] string? format,
                    [Description(From)] long? from, [Description(To)] long? to, HttpContext context) =>
                    endpoint.AnswerAsync(context, ApiTest.In(view, board, slot), what ?? "cycles", format ?? "csv",
                        new ExportSpan(from, to)))
            .WithSummary("What the log holds of the test that runs in a slot, as a file: every row, the steps, the cycles, or "
                + "the notes.").WithTags("cells");
        api.MapGet("/tests/{id}/export",
                (
                    string id, [Description(What)] string? what, [Description(Format)] string? format,
                    [Description(From)] long? from, [Description(To)] long? to, HttpContext context) =>
                    endpoint.AnswerAsync(context, ApiTest.Of(view, id), what ?? "cycles", format ?? "csv",
                        new ExportSpan(from, to)))
            .WithSummary("What the log holds of a test, as a file: every row, the steps, the cycles, or the notes.")
            .WithTags("tests");
    }

    private async Task<Results<PushStreamHttpResult, ProblemHttpResult>> AnswerAsync(
        HttpContext context, ApiTest asked, string what, string format, ExportSpan span)
    {
        if (ChoiceWord.Read<ExportContent>(what) is not { } content || ChoiceWord.Read<ExportFormat>(format) is not { } form
            || (form == ExportFormat.Bdf && content != ExportContent.Samples))
        {
            return TypedResults.Problem(
                "what is samples, steps, cycles or notes; format is csv or parquet, or bdf for samples.",
                statusCode: StatusCodes.Status400BadRequest);
        }

        if (asked.Test is not { } test)
        {
            return asked.NotFound;
        }

        if (_view.Derivation.Store.Find(test.Id) is null)
        {
            return TypedResults.Problem(
                $"No row of {test.Name} has come yet: there is nothing to export.", statusCode: StatusCodes.Status404NotFound);
        }

        try
        {
            if (_places.TryTake() is not { } place)
            {
                return Later($"{ExportPlaces.Count} exports are being fetched already. Ask again when one of them has ended.");
            }

            // Disposed when the answer has ended, whatever ends it.
            context.Response.RegisterForDispose(place);
            await WriteAsync([test], content, form, span, place.File, context.RequestAborted).ConfigureAwait(false);
            // What made the results: CSV has no place for it.
            context.Response.Headers.Link =
                $"<{ExportAddress.ProvenanceOf(test.Id)}>; rel=\"describedby\"; type=\"application/json\"";
            context.Response.ContentLength = new FileInfo(place.File).Length;
            return TypedResults.Stream(
                body => SendAsync(place.File, body, context),
                form == ExportFormat.Parquet ? "application/vnd.apache.parquet" : "text/csv",
                ExportName.ForTest(test.Id, test.Name, ExportFile.Ending(content, form)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Later("The export cannot be written on the gateway's machine: its folder for temporary files is "
                + "full, or may not be written.");
        }
        catch (InvalidOperationException error) when (content == ExportContent.Cycles)
        {
            return Later(error.Message);
        }
    }

    private static ProblemHttpResult Later(string why) =>
        TypedResults.Problem(why, statusCode: StatusCodes.Status503ServiceUnavailable);

    // A file first: an export that fails half way is an error, not a short download.
    private async Task WriteAsync(TestKey[] cells, ExportContent content, ExportFormat form, ExportSpan span, string path,
        CancellationToken cancellationToken)
    {
        await Turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            CellExport export = new(_view.DataDirectory, _view.Derivation.Store);
            await Task.Run(() => ExportFile.Write(export, cells, content, form, span, path, _ => { }, cancellationToken),
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Turns.Release();
        }
    }

    private async Task SendAsync(string path, Stream body, HttpContext context)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        await using (file.ConfigureAwait(false))
        {
            byte[] piece = new byte[PieceBytes];
            for (int read = 1; read > 0;)
            {
                read = await file.ReadAsync(piece, context.RequestAborted).ConfigureAwait(false);
                try
                {
                    await body.WriteAsync(piece.AsMemory(0, read), context.RequestAborted).AsTask()
                        .WaitAsync(ReadWithin, _view.Time).ConfigureAwait(false);
                }
                catch (TimeoutException)
                {
                    context.Abort();
                    return;
                }
            }
        }
    }
}
