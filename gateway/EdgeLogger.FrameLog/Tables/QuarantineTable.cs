using System;
using EdgeLogger.FrameLog.Sqlite;

namespace EdgeLogger.FrameLog.Tables;

/// <summary>The raw bytes of what was refused, up to a number of bytes; the oldest go first.</summary>
internal sealed class QuarantineTable : IDisposable
{
    // What a row costs beside its bytes, so that empty messages cannot fill the disk.
    private const int RowBytes = 100;

    private readonly Database _database;
    private readonly FrameLogOptions _options;
    private readonly Statement _insert;
    private readonly Statement _oldest;
    private readonly Statement _delete;
    private long _bytes;

    public QuarantineTable(Database database, FrameLogOptions options)
    {
        _database = database;
        _options = options;
        _insert = database.Prepare(
            "INSERT INTO quarantine (reason, board, topic, received_utc_ms, length, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        _oldest = database.Prepare("SELECT id, length(bytes) FROM quarantine ORDER BY id LIMIT 1");
        _delete = database.Prepare("DELETE FROM quarantine WHERE id = ?1");
        Forget();
    }

    public void Insert(in RefusedMessage message)
    {
        ReadOnlySpan<byte> bytes = message.Bytes.Span;
        ReadOnlySpan<byte> kept = bytes[..Math.Min(bytes.Length, _options.QuarantineItemBytes)];
        _insert.Bind(1, RefusalNames.Of(message.Reason)).Bind(2, message.Board).Bind(3, message.Topic)
            .Bind(4, message.ReceivedUtcMs).Bind(5, bytes.Length).Bind(6, kept).Run();
        _bytes += kept.Length + RowBytes;
        while (_bytes > _options.QuarantineBytes && DropOldest())
        {
        }
    }

    /// <summary>Drops what is in memory and reads it again.</summary>
    public void Forget() =>
        _bytes = _database.QueryInt64($"SELECT COALESCE(SUM(length(bytes) + {RowBytes}), 0) FROM quarantine");

    public void Dispose()
    {
        _insert.Dispose();
        _oldest.Dispose();
        _delete.Dispose();
    }

    private bool DropOldest()
    {
        if (!_oldest.Step())
        {
            return false;
        }

        long id = _oldest.Int64(0);
        _bytes -= _oldest.Int64(1) + RowBytes;
        _oldest.Reset();
        _delete.Bind(1, id).Run();
        return true;
    }
}
