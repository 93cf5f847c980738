using System;
using System.Globalization;
using System.IO;
using EdgeLogger.Files;

namespace EdgeLogger.FrameLog;

/// <summary>
/// One writer a directory: a file that stays open, locked, for as long as the writer lives. The system frees it at any end.
/// </summary>
public sealed class DirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <summary>Takes hold of a directory until disposed.</summary>
    /// <exception cref="FrameLogException">It is missing, not writable, or in use; the message names the process that has
    /// it.</exception>
    public static DirectoryLock Take(string directory)
    {
        FrameLogFiles.RequireDirectory(directory);
        FileStream file = Open(directory);
        try
        {
            PrivateFile.Make(FrameLogFiles.HolderPid(directory));
            File.WriteAllText(FrameLogFiles.HolderPid(directory), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DirectoryLock(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file.Dispose();
            throw Unwritable(directory, e);
        }
    }

    /// <summary>The process that has a directory, as it wrote itself down; null if nobody has it. Changes nothing.</summary>
    public static string? HolderOf(string directory)
    {
        try
        {
            using FileStream file = new(FrameLogFiles.Lock(directory), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (IOException)
        {
            return HolderPid(directory);
        }
    }

    public void Dispose() => _file.Dispose();

    private static FileStream Open(string directory)
    {
        string path = FrameLogFiles.Lock(directory);
        PrivateFile.Make(path);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Unwritable(directory, e);
        }
        catch (IOException e) when (File.Exists(path) && !IsReadOnlyFileSystem(e))
        {
            throw new FrameLogException(
                $"The data directory {directory} is in use by another EdgeLogger (process {HolderPid(directory)}). "
                + "Stop that one, or name another directory.",
                e);
        }
        catch (IOException e)
        {
            throw Unwritable(directory, e);
        }
    }

    // EROFS; .NET gives the system's error number in HResult.
    private static bool IsReadOnlyFileSystem(IOException e) => OperatingSystem.IsLinux() && e.HResult == 30;

    private static FrameLogException Unwritable(string directory, Exception e) =>
        new($"The data directory {directory} cannot be written: {e.Message} Give this user the right to write "
            + "there, or name another one.", e);

    private static string HolderPid(string directory)
    {
        try
        {
            return File.ReadAllText(FrameLogFiles.HolderPid(directory)).Trim();
        }
        catch (IOException)
        {
            return "unknown";
        }
    }
}
