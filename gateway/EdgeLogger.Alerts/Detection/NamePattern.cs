using System.IO.Enumeration;

namespace EdgeLogger.Alerts.Detection;

/// <summary>Names with * for anything and ? for any one character, in upper or lower case.</summary>
internal static class NamePattern
{
    public static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name);
}
