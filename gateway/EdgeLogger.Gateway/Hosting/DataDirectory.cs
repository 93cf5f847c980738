using System;
using System.CommandLine;
using System.IO;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Mqtt.Brokers;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Where a gateway keeps what it keeps.</summary>
internal static class DataDirectory
{
    /// <summary>The broker's part: accounts, its configuration, what it queues.</summary>
    public static string Broker(string directory) => Path.Combine(directory, "broker");

    /// <summary>
    /// Makes a gateway's folder if it is not there, in a folder that is: of a longer path that is missing a disk may not be mounted.
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
            throw new UserErrorException($"The data directory {path} cannot be made, because there is no folder {parent}. Make that one (or mount its disk), or name another folder with --data.");
        }

        try
        {
            PrivateFile.MakeFolder(path);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The data directory {path} cannot be made in {parent}: {error.Message} Let {Environment.UserName} write there, or name another folder with --data.", error);
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
