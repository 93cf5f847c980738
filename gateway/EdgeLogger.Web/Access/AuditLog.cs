using System;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading;

namespace EdgeLogger.Web.Access;

/// <summary>Who changed what: audit.log in the data directory, a line of JSON for each change. Thread-safe.</summary>
public sealed class AuditLog
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Default };

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
}
