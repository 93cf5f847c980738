using System;
using System.IO;

namespace EdgeLogger.Results.Tests.Quantities;

/// <summary>Files of the checkout that the tests run in.</summary>
internal static class Checkout
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "EdgeLogger.sln")) ? folder.FullName : Find(folder.Parent!);
}
