using System;
using System.IO;
using System.Threading;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Sqlite;

namespace EdgeLogger.FrameLog.Maintenance;

/// <summary>Copies a frame log as it is at one moment, while a gateway goes on writing it.</summary>
public static class LogBackup
{
    private const int PagesAtATime = 512;

    /// <summary>Copies the log.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="into">A directory without a log.</param>
    /// <param name="progress">Receives the share that is copied, 0 to 1.</param>
    /// <param name="cancellationToken">Gives up; what was copied is worthless.</param>
    /// <exception cref="FrameLogException">There is no log, or it cannot be read, or the copy cannot be written.</exception>
    public static void Copy(string directory, string into, Action<double> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        FrameLogReader.Open(directory).Dispose();
        try
        {
            using Database from = Database.OpenReadOnly(FrameLogFiles.Database(Path.GetFullPath(directory)));
            using Database to = Database.OpenWritable(FrameLogFiles.Database(Path.GetFullPath(into)));
            // An open transaction is one moment's view: what is written meanwhile does not make the copy begin again.
            from.Execute("BEGIN");
            from.QueryInt64("SELECT COUNT(*) FROM meta");
            to.Execute("PRAGMA synchronous = FULL");
            to.CopyFrom(from, PagesAtATime, share =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress(share);
            });
            from.Execute("COMMIT");
            // The copy is one file, whole without its neighbours; a gateway that opens it goes back to write-ahead logging.
            to.Execute("PRAGMA journal_mode = DELETE");
        }
        catch (SqliteFault fault)
        {
            throw new FrameLogException($"The frame log in {directory} cannot be copied to {into}. {fault.Message}", fault);
        }
    }
}
