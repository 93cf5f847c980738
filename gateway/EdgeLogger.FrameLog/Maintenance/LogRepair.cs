using System;
using System.Collections.Generic;
using System.IO;
using EdgeLogger.FrameLog.Sqlite;
using EdgeLogger.FrameLog.Tables;

namespace EdgeLogger.FrameLog.Maintenance;

/// <summary>
/// Moves damaged frames out of a log that is not in use. Each goes to quarantine, is counted as refused and booked as lost, in one
/// transaction: whoever derives from the log bridges it by the board's counters, as any loss.
/// </summary>
public static class LogRepair
{
    /// <summary>The name under which damaged frames are counted and set aside.</summary>
    public const string Reason = "damaged-on-disk";

    /// <summary>Moves the frames; the newest frame of the log stays, because its place in the log must not be given out again.</summary>
    /// <returns>How many were moved.</returns>
    /// <exception cref="FrameLogException">The log is in use, or cannot be written.</exception>
    public static int Run(string directory, IReadOnlyList<DamagedFrame> damaged, DirectoryLock hold, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(damaged);
        ArgumentNullException.ThrowIfNull(hold);
        ArgumentNullException.ThrowIfNull(time);
        string path = FrameLogFiles.Database(Path.GetFullPath(directory));
        if (!FrameLogSchema.Check(path))
        {
            throw new FrameLogException($"There is no frame log in {directory}.");
        }

        try
        {
            using Database database = Database.OpenWritable(path);
            database.Execute("PRAGMA synchronous = FULL; BEGIN IMMEDIATE");
            int moved = 0;
            long newest = database.QueryInt64("SELECT MAX(id) FROM frame");
            foreach (DamagedFrame frame in damaged)
            {
                if (frame.Id != newest)
                {
                    Move(database, frame, time.GetUtcNow().ToUnixTimeMilliseconds());
                    moved++;
                }
            }

            database.Execute("COMMIT");
            return moved;
        }
        catch (SqliteFault fault)
        {
            throw new FrameLogException($"The frame log in {directory} cannot be repaired. {fault.Message}", fault);
        }
    }

    /// <summary>Moves one frame; within the caller's transaction.</summary>
    internal static void Move(Database database, in DamagedFrame frame, long nowUtcMs)
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
