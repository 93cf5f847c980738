using System;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeLogger.Gateway;

namespace EdgeLogger.Bench.Commands;

/// <summary>A symbolic link to a virtual board's serial port, which goes with the board.</summary>
internal sealed class PortLink : IDisposable
{
    private readonly string _path;
    private readonly string _port;

    private PortLink(string path, string port)
    {
        _path = path;
        _port = port;
    }

    /// <summary>Makes the link; one that leads nowhere any more is replaced.</summary>
    /// <param name="path">The link.</param>
    /// <param name="port">What it leads to.</param>
    /// <exception cref="UserErrorException">Something else is there; the message says what, and what to do.</exception>
    public static PortLink Make(string path, string port)
    {
        FileInfo there = new(path);
        if (there.LinkTarget is { } target)
        {
            if (Path.Exists(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, target)))
            {
                throw new UserErrorException($"{path} leads to {target}, which is in use{UserOf(target)}. End that board first, "
                    + "or give another name with --link. If no board is behind it, delete the link.");
            }

            there.Delete();
        }
        else if (Path.Exists(path))
        {
            throw new UserErrorException($"{path} is there already and is not a link. Give another name with --link.");
        }

        File.CreateSymbolicLink(path, port);
        return new PortLink(path, port);
    }

    /// <summary>Removes the link, unless it is another's by now.</summary>
    public void Dispose()
    {
        FileInfo there = new(_path);
        if (there.LinkTarget == _port)
        {
            there.Delete();
        }
    }

    // /proc names the other end of a pseudo-terminal by its number. Other users' processes show nothing.
    private static string UserOf(string target)
    {
        string line = $"tty-index:\t{Path.GetFileName(target)}";
        string? user = Directory.EnumerateDirectories("/proc").FirstOrDefault(folder =>
            int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _)
                && FilesOf(Path.Combine(folder, "fdinfo")).Any(file => Says(file, line)));
        return user is null ? "" : $" by process {Path.GetFileName(user)}";
    }

    private static string[] FilesOf(string folder)
    {
        try
        {
            return Directory.GetFiles(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Gone meanwhile, or not ours.
            return [];
        }
    }

    private static bool Says(string file, string line)
    {
        try
        {
            return File.ReadLines(file).Contains(line);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // That file was closed meanwhile; the process may well have others.
            return false;
        }
    }
}
