using System.Globalization;

namespace EdgeLogger.Yaml;

/// <summary>Something in a file that cannot be used.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Column">The place in the line, from 1.</param>
/// <param name="Message">What is wrong, and what was wanted.</param>
public sealed record YamlFault(string File, long Line, long Column, string Message)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Message}");
}
