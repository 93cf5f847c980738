using System;
using System.ComponentModel;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Exports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace EdgeLogger.Web.Api;

/// <summary>A cell's record as a file to keep.</summary>
internal static class ExportEndpoint
{
    // Each reads the log from one end to the other: many at a time would be felt by the cells.
    private static readonly SemaphoreSlim Turns = new(2, 2);

    // A file lies on the disk until it has been read or its reader is gone: readers that do not read must not fill the disk.
    private static readonly SemaphoreSlim Files = new(8, 8);

    public static void Map(RouteGroupBuilder api, GatewayView view) =>
        api.MapGet("/cells/{board}/{slot:int}/export",
                (
                    string board, int slot,
                    [Description("samples, steps or cycles; default: cycles.")] string? what,
                    [Description("csv, parquet, or bdf (Battery Data Format, samples only); default: csv.")] string? format,
                    [Description("Begin, Unix ms; default: of the record.")] long? from,
                    [Description("End, Unix ms, not included; default: of the record.")] long? to,
                    HttpContext context, CancellationToken cancellationToken) =>
                    AnswerAsync(context, view, board, slot, what ?? "cycles", format ?? "csv", new ExportSpan(from, to), cancellationToken))
            .WithSummary("What the log holds of a cell, as a file: every row, the steps, or the cycles.").WithTags("cells");

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> AnswerAsync(
        HttpContext context, GatewayView view, string board, int slot, string what, string format, ExportSpan span, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse(what, ignoreCase: true, out ExportContent content) || !Enum.IsDefined(content)
            || !Enum.TryParse(format, ignoreCase: true, out ExportFormat form) || !Enum.IsDefined(form)
            || (form == ExportFormat.Bdf && content != ExportContent.Samples))
        {
            return TypedResults.Problem(
                "what is samples, steps or cycles; format is csv or parquet, or bdf for samples.", statusCode: StatusCodes.Status400BadRequest);
        }

        CellKey[] cells = [.. view.Derivation.Store.Cells().Where(cell => cell.Board == board && cell.Slot == slot)];
        if (cells.Length == 0)
        {
            return ApiEndpoints.NoSuchCell(board, slot);
        }

        if (!await Files.WaitAsync(0, cancellationToken).ConfigureAwait(false))
        {
            return TypedResults.Problem("Eight exports are being fetched already. Ask again when one of them has ended.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        // A file first: an export that fails half way is an error, not a short download. Its folder is its owner's only.
        string folder = Directory.CreateTempSubdirectory("edgelogger-export-").FullName;
        context.Response.OnCompleted(() =>
        {
            Files.Release();
            Directory.Delete(folder, recursive: true);
            return Task.CompletedTask;
        });
        string name = ExportName.For($"{board}/{slot}", ExportFile.Ending(content, form));
        string path = Path.Combine(folder, "export");
        await Turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            CellExport export = new(view.DataDirectory, view.Derivation.Store);
            await Task.Run(
                () => ExportFile.Write(export, form == ExportFormat.Bdf ? cells[^1..] : cells, content, form, span, path, _ => { }, cancellationToken), cancellationToken).ConfigureAwait(false);
            FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.None, 65_536, FileOptions.DeleteOnClose | FileOptions.SequentialScan);
            return TypedResults.File(file, form == ExportFormat.Parquet ? "application/vnd.apache.parquet" : "text/csv", name);
        }
        finally
        {
            Turns.Release();
        }
    }
}
