using System;
using System.IO;

namespace EdgeLogger.Hardware.Tests.Design;

/// <summary>The project's folders, found from where the tests run.</summary>
internal static class HardwareFolder
{
    public static string Root { get; } = Find();

    public static string Path(string name) => System.IO.Path.Combine(Root, "hardware", name);

    public static string Read(string name) => File.ReadAllText(Path(name));

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "EdgeLogger.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"No EdgeLogger.sln above {AppContext.BaseDirectory}.");
    }
}
