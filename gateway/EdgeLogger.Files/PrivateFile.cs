using System;
using System.IO;
using System.Text;
using System.Threading;

namespace EdgeLogger.Files;

/// <summary>
/// Files that only we may read, replaced in one step: a reader sees the old or the new contents, also after a power cut.
/// </summary>
public static class PrivateFile
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Puts a file with these contents in place of the one there is, on disk when it returns.</summary>
    public static void Replace(string path, string contents)
    {
        string temporary = path + ".new";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var stream = new FileStream(temporary, options))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(contents);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>
    /// Makes an empty file where there is none. SQLite takes it for a new database, and gives what it puts beside it the same
    /// rights.
    /// </summary>
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows() || File.Exists(path))
        {
            return;
        }

        FileStreamOptions options = new()
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            UnixCreateMode = OwnerOnly,
        };
        try
        {
            new FileStream(path, options).Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Who opens it next will not be able to either, and says so.
        }
    }

    /// <summary>Makes a folder, and those above it, that only we may enter. One that is there stays as it is.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Adds to the end of a file, which is made if it is missing; on disk when it returns.</summary>
    public static void Append(string path, string contents)
    {
        // Others read and write it meanwhile.
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var stream = new FileStream(path, options);
        stream.Write(Encoding.UTF8.GetBytes(contents));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>
    /// A lock held until disposed, and given up by the system when the process dies. Waits while another process holds it.
    /// </summary>
    /// <exception cref="IOException">Another process has held it for ten seconds, or the file cannot be made.</exception>
    public static IDisposable Lock(string path)
    {
        long began = TimeProvider.System.GetTimestamp();
        SpinWait wait = default;
        while (true)
        {
            if (TryLock(path) is { } held)
            {
                return held;
            }

            if (TimeProvider.System.GetElapsedTime(began) > LockPatience)
            {
                throw new IOException($"{path} has been held by another process for {LockPatience.TotalSeconds:F0} s. Is an "
                    + "edgelogger command still running?");
            }

            wait.SpinOnce();
        }
    }

    /// <summary>As <see cref="Lock"/>, but does not wait.</summary>
    /// <returns>Null: another process holds it.</returns>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public static IDisposable? TryLock(string path)
    {
        var options = new FileStreamOptions
        { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        try
        {
            return new FileStream(path, options);
        }
        catch (IOException error) when (error.GetType() == typeof(IOException) && File.Exists(path))
        {
            // Held: the file is there, and is only ours.
            return null;
        }
    }
}
