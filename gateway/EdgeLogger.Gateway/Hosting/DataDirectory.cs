using System.CommandLine;
using System.IO;
using EdgeLogger.Gateway.Commands.Reading;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Where a gateway keeps what it keeps.</summary>
internal static class DataDirectory
{
    /// <summary>The broker's part: accounts, its configuration, what it queues.</summary>
    public static string Broker(string directory) => Path.Combine(directory, "broker");

    public static Option<string> Option() => TextOption.Checked(
        new Option<string>("--data")
        {
            HelpName = "DIR",
            Description = "Where the gateway keeps its log and its accounts.",
            DefaultValueFactory = _ => "data",
        },
        TextOption.NoFolder);
}
