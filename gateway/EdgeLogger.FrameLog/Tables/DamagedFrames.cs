using EdgeLogger.FrameLog.Sqlite;

namespace EdgeLogger.FrameLog.Tables;

/// <summary>Moves damaged frames out of the log and into quarantine; each is counted as refused and booked as lost.</summary>
internal static class DamagedFrames
{
    /// <summary>The name under which damaged frames are counted and quarantined.</summary>
    public const string Reason = "damaged-on-disk";

    /// <summary>Moves one frame; within the caller's transaction.</summary>
    public static void Move(Database database, in DamagedFrame frame, long nowUtcMs)
    {
        using Statement copy = database.Prepare("""
            INSERT INTO quarantine (reason, board, topic, received_utc_ms, length, bytes)
            SELECT ?2, COALESCE((SELECT board FROM stream WHERE stream_id = frame.stream), ''), '', ?3, length(bytes), bytes
            FROM frame WHERE id = ?1
            """);
        copy.Bind(1, frame.Id).Bind(2, Reason).Bind(3, nowUtcMs).Run();
        using Statement count = database.Prepare("""
            INSERT INTO refusal (reason, board, count)
            SELECT ?2, COALESCE((SELECT board FROM stream WHERE stream_id = frame.stream), ''), 1 FROM frame WHERE id = ?1
            ON CONFLICT (reason, board) DO UPDATE SET count = count + 1
            """);
        count.Bind(1, frame.Id).Bind(2, Reason).Run();
        using Statement book = database.Prepare(
            "INSERT OR IGNORE INTO gap (stream, told_by, first, last) SELECT stream, seq, seq, seq FROM frame WHERE id = ?1");
        book.Bind(1, frame.Id).Run();
        using Statement delete = database.Prepare("DELETE FROM frame WHERE id = ?1");
        delete.Bind(1, frame.Id).Run();
    }
}
