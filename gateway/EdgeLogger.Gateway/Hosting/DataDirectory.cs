using System;
using System.CommandLine;
using System.IO;
using EdgeLogger.Files;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Gateway.Commands.Reading;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Where a gateway keeps what it keeps.</summary>
internal static class DataDirectory
{
    /// <summary>Name of the settings file in it (docs/specs/configuration.md).</summary>
    public const string SettingsFile = "edgelogger.yaml";

    /// <summary>The broker's part: accounts, its configuration, what it queues.</summary>
    public static string Broker(string directory) => Path.Combine(directory, "broker");

    /// <summary>
    /// Makes a gateway's folder if it is not there, in a folder that is: of a longer path that is missing a disk may not be
    /// mounted.
    /// </summary>
    /// <returns>Whether it was made.</returns>
    /// <exception cref="UserErrorException">It cannot be made there; the message names both folders.</exception>
    public static bool Make(string directory)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        if (Directory.Exists(path))
        {
            return false;
        }

        string? parent = Path.GetDirectoryName(path);
        if (!Directory.Exists(parent))
        {
            throw new UserErrorException($"The data directory {path} cannot be made, because there is no folder {parent}. Make "
                + "that one (or mount its disk), or name another folder with --data.");
        }

        try
        {
            PrivateFile.MakeFolder(path);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The data directory {path} cannot be made in {parent}: {error.Message} Let "
                + $"{Environment.UserName} write there, or name another folder with --data.", error);
        }
    }

    /// <summary>
    /// Removes a folder that was made for a gateway which then could not start, unless a board has had a frame acknowledged
    /// meanwhile.
    /// </summary>
    public static void RemoveUnused(string directory)
    {
        try
        {
            if (!HasFrames(directory))
            {
                Directory.Delete(directory, recursive: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Why the gateway could not start is what matters.
        }
    }

    private static bool HasFrames(string directory)
    {
        if (!File.Exists(Path.Combine(directory, "frames.db")))
        {
            return false;
        }

        try
        {
            using FrameLogReader log = FrameLogReader.Open(directory);
            return log.LastId > 0;
        }
        catch (FrameLogException)
        {
            // Torn while it was made: nothing was acknowledged.
            return false;
        }
    }

    public static Option<string> Option() => TextOption.Checked(
        new Option<string>("--data")
        {
            HelpName = "DIR",
            Description = "Where the gateway keeps its log and its accounts.",
            DefaultValueFactory = _ => "data",
        },
        TextOption.NoFolder);
}
