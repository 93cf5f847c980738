using System;
using System.IO;
using System.Runtime.InteropServices;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>The program that runs .NET's programs.</summary>
internal static class DotnetHost
{
    /// <summary>The one that runs this program, or else the one of its runtime.</summary>
    public static string Path()
    {
        string own = Environment.ProcessPath ?? "dotnet";
        if (System.IO.Path.GetFileNameWithoutExtension(own) == "dotnet")
        {
            return own;
        }

        string root = System.IO.Path.GetFullPath(
            System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        string beside = System.IO.Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(beside) ? beside : "dotnet";
    }
}
