using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Files;

namespace EdgeLogger.Results.Import;

/// <summary>
/// Files that wait for the gateway of a data directory: one folder each, with the file, what is asked of it, and how far it is.
/// The
/// gateway holds the log, so that others leave files here; what was cut off goes on at its next start.
/// </summary>
/// <param name="directory">The data directory.</param>
/// <param name="time">Clock of the order.</param>
public sealed class ImportQueue(string directory, TimeProvider time)
{
    /// <summary>Its folder in the data directory.</summary>
    public const string FolderName = "imports";

    private const string Content = "file";
    private const string Asked = "request.json";
    private const string Standing = "status.json";
    private const string Unfinished = ".part";

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    private string Folder => Path.Combine(directory, FolderName);

    /// <summary>Leaves a file.</summary>
    /// <param name="request">What is asked of it.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="cancellationToken">Gives up; nothing is left then.</param>
    /// <returns>The import's id.</returns>
    /// <exception cref="IOException">It cannot be written, for example on a full disk.</exception>
    public async Task<string> SubmitAsync(ImportRequest request, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(content);
        string id = string.Create(CultureInfo.InvariantCulture,
            $"{time.GetUtcNow().ToUnixTimeMilliseconds():x12}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        PrivateFile.MakeFolder(Folder);
        string unfinished = Path.Combine(Folder, id + Unfinished);
        PrivateFile.MakeFolder(unfinished);
        try
        {
            string path = Path.Combine(unfinished, Content);
            PrivateFile.Make(path);
            FileStream file = new(path, FileMode.Create, FileAccess.Write);
            await using (file.ConfigureAwait(false))
            {
                await content.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            await File.WriteAllTextAsync(
                Path.Combine(unfinished, Asked), JsonSerializer.Serialize(request), cancellationToken).ConfigureAwait(false);
            Directory.Move(unfinished, Path.Combine(Folder, id));
        }
        catch
        {
            Directory.Delete(unfinished, recursive: true);
            throw;
        }

        return id;
    }

    /// <summary>How far an import is; null if there is none of this id.</summary>
    public ImportStatus? Status(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        string folder = Path.Combine(Folder, id);
        return !IsId(id) || !Directory.Exists(folder) ? null
            : Read<ImportStatus>(Path.Combine(folder, Standing))
                ?? new ImportStatus { State = ImportState.Waiting, FileName = Request(id)?.FileName ?? "" };
    }

    /// <summary>Imports that are not over, the oldest first.</summary>
    public IReadOnlyList<string> Waiting() =>
        [.. Ids().Where(id => Status(id) is not { State: ImportState.Done or ImportState.Failed })];

    /// <summary>What is asked of an import; null if that cannot be read.</summary>
    public ImportRequest? Request(string id) => Read<ImportRequest>(Path.Combine(Folder, id, Asked));

    /// <summary>Where its file is.</summary>
    public string PathOf(string id) => Path.Combine(Folder, id, Content);

    /// <summary>Notes how far an import is. When it is over its file is deleted; what became of it is kept for a week.</summary>
    public void Report(string id, ImportStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        AtomicFile.Write(Path.Combine(Folder, id, Standing), path => File.WriteAllText(path, JsonSerializer.Serialize(status)));
        if (status.State is ImportState.Done or ImportState.Failed)
        {
            File.Delete(PathOf(id));
        }
    }

    /// <summary>Deletes what a killed writer has left unfinished, and what became of imports a week ago.</summary>
    public void Tidy()
    {
        DateTime before = (time.GetUtcNow() - KeptFor).UtcDateTime;
        foreach (string folder in Directory.Exists(Folder) ? Directory.GetDirectories(Folder) : [])
        {
            bool isOver = folder.EndsWith(Unfinished, StringComparison.Ordinal)
                || Status(Path.GetFileName(folder)) is { State: ImportState.Done or ImportState.Failed };
            if (isOver && Directory.GetLastWriteTimeUtc(folder) < before)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private IEnumerable<string> Ids() => !Directory.Exists(Folder)
        ? []
        : Directory.GetDirectories(Folder).Select(Path.GetFileName).OfType<string>().Where(IsId).Order(StringComparer.Ordinal);

    // A name of a folder here, and no way out of it.
    private static bool IsId(string id) => id.Length == 21 && id.All(
        letter => char.IsAsciiHexDigitLower(letter) || letter == '-');

    private static T? Read<T>(string path)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
