using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading;
using EdgeLogger.Files;

namespace EdgeLogger.Web.Access;

/// <summary>
/// Who changed what: audit.log in the data directory, a line of JSON for each change. A full one becomes audit.log.1, and so on;
/// five are kept, so that nobody fills the disk by asking. Thread-safe.
/// </summary>
public sealed class AuditLog
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Default };

    // Lines of people's changes are short: this holds some hundred.
    private const int TailBytes = 64 * 1024;

    private const long MaxBytes = 1 << 20;
    private const int Kept = 4;

    // A name is at most 64 characters; what is longer is not a name of ours.
    private const int MaxNameLength = 128;
    private const int MaxDetailLength = 2000;

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly TimeProvider _time;

    public AuditLog(string directory, TimeProvider time)
    {
        _path = Path.Combine(directory, "audit.log");
        _time = time;
    }

    /// <summary>Books a change.</summary>
    /// <param name="who">The person or the token.</param>
    /// <param name="action">What was done: "sign-in", "acknowledge", ...</param>
    /// <param name="subject">To what.</param>
    /// <param name="detail">More about it. Never a secret.</param>
    /// <exception cref="IOException">It cannot be written, on a full disk for example.</exception>
    public void Note(string who, string action, string subject, string detail = "")
    {
        string line = JsonSerializer.Serialize(
            new
            {
                utc = _time.GetUtcNow(),
                who = Cut(who, MaxNameLength),
                action,
                subject = Cut(
                subject, MaxNameLength),
                detail = Cut(detail, MaxDetailLength)
            }, Json) + "\n";
        lock (_gate)
        {
            Rotate();
            PrivateFile.Append(_path, line);
        }
    }

    /// <summary>
    /// As <see cref="Note"/>, of what must not fail with the disk: somebody has to sign in to see that it is full.
    /// </summary>
    public void TryNote(string who, string action, string subject, string detail = "")
    {
        try
        {
            Note(who, action, subject, detail);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The gateway says by itself that its disk is full.
        }
    }

    /// <summary>The changes booked last, the newest first.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<AuditEntry> Latest(int most)
    {
        string[] lines;
        lock (_gate)
        {
            lines = [.. ReadTail(_path + ".1"), .. ReadTail(_path)];
        }

        return [.. lines.Reverse().Select(AuditEntry.Parse).OfType<AuditEntry>().Take(most)];
    }

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : $"{text[..length]}... ({text.Length} characters)";

    private void Rotate()
    {
        if (!File.Exists(_path) || new FileInfo(_path).Length < MaxBytes)
        {
            return;
        }

        for (int i = Kept; i > 0; i--)
        {
            string newer = i > 1 ? $"{_path}.{i - 1}" : _path;
            if (File.Exists(newer))
            {
                File.Move(newer, $"{_path}.{i}", overwrite: true);
            }
        }
    }

    private static string[] ReadTail(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        // The command line books changes too, and must not be held up.
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        bool isWhole = file.Length <= TailBytes;
        file.Seek(isWhole ? 0 : -TailBytes, isWhole ? SeekOrigin.Begin : SeekOrigin.End);
        using StreamReader reader = new(file);
        string[] lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // The first one has lost its beginning.
        return isWhole ? lines : lines[1..];
    }
}
