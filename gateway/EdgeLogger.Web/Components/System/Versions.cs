using System.Reflection;
using System.Runtime.InteropServices;

namespace EdgeLogger.Web.Components.SystemViews;

/// <summary>What runs here.</summary>
internal static class Versions
{
    /// <summary>This program.</summary>
    public static string Program { get; } =
        typeof(Versions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>What it runs on.</summary>
    public static string Runtime { get; } = RuntimeInformation.FrameworkDescription;

    /// <summary>The operating system.</summary>
    public static string System { get; } = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}";
}
