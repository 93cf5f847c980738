using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading;

namespace EdgeLogger.Web.Access;

/// <summary>Who changed what: audit.log in the data directory, a line of JSON for each change. Thread-safe.</summary>
public sealed class AuditLog
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Default };

    // Lines of people's changes are short: this holds some hundred.
    private const int TailBytes = 64 * 1024;

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
    public void Note(string who, string action, string subject, string detail = "")
    {
        string line = JsonSerializer.Serialize(new { utc = _time.GetUtcNow(), who, action, subject, detail }, Json) + "\n";
        lock (_gate)
        {
            File.AppendAllText(_path, line);
        }
    }

    /// <summary>The changes booked last, the newest first.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<AuditEntry> Latest(int most)
    {
        string[] lines;
        lock (_gate)
        {
            lines = ReadTail();
        }

        return [.. lines.Reverse().Select(AuditEntry.Parse).OfType<AuditEntry>().Take(most)];
    }

    private string[] ReadTail()
    {
        if (!File.Exists(_path))
        {
            return [];
        }

        // The command line books changes too, and must not be held up.
        using FileStream file = new(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        bool isWhole = file.Length <= TailBytes;
        file.Seek(isWhole ? 0 : -TailBytes, isWhole ? SeekOrigin.Begin : SeekOrigin.End);
        using StreamReader reader = new(file);
        string[] lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // The first one has lost its beginning.
        return isWhole ? lines : lines[1..];
    }
}
