using System;
using System.IO;
using EdgeLogger.FrameLog.Sqlite;

namespace EdgeLogger.FrameLog.Writing;

/// <summary>
/// Whether the files of an open log are still the ones in its directory. A file that was removed or replaced can be written on, and all of it
/// is gone when the last process closes it: nothing of it may be acknowledged. On Windows an open file cannot be replaced.
/// </summary>
internal sealed class LogFileWatch
{
    private readonly Database _database;
    private readonly string _path;
    private readonly string _walPath;
    private readonly bool _hadWal;
    private DateTime _writtenUtc;

    public LogFileWatch(Database database, string directory)
    {
        _database = database;
        _path = FrameLogFiles.Database(directory);
        _walPath = FrameLogFiles.WriteAheadLog(directory);
        _hadWal = File.Exists(_walPath);
        NoteOwnWrite();
    }

    /// <summary>The database was just written by its owner: only a checkpoint does that.</summary>
    public void NoteOwnWrite() => _writtenUtc = File.GetLastWriteTimeUtc(_path);

    /// <summary>What became of the files, as a sentence about the path; null if they are as they should be. Some calls of the file system, nothing is opened.</summary>
    public string? Problem(out bool canBeRescued)
    {
        canBeRescued = false;
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        if (_database.HasMoved())
        {
            canBeRescued = true;
            return $"{_path} was removed, renamed or replaced by another program.";
        }

        if (_hadWal && !File.Exists(_walPath))
        {
            canBeRescued = true;
            return $"{_walPath} was removed by another program.";
        }

        return File.GetLastWriteTimeUtc(_path) != _writtenUtc ? $"{_path} was written by another program." : null;
    }
}
