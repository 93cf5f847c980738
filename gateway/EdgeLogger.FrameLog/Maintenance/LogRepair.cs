using System;
using System.Collections.Generic;
using System.IO;
using EdgeLogger.FrameLog.Sqlite;
using EdgeLogger.FrameLog.Tables;

namespace EdgeLogger.FrameLog.Maintenance;

/// <summary>
/// Moves damaged frames out of a log that is not in use. Each goes to quarantine, is counted as refused and booked as lost, in
/// one transaction: anyone who derives from the log bridges it by the board's counters, as any loss.
/// </summary>
public static class LogRepair
{
    /// <summary>
    /// Moves the frames; the newest frame of the log stays, because its place in the log must not be given out again.
    /// </summary>
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
                    DamagedFrames.Move(database, frame, time.GetUtcNow().ToUnixTimeMilliseconds());
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
}
