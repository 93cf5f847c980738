using System;
using System.Linq;

namespace EdgeLogger.Web.Components;

/// <summary>Text as a person can copy it into a shell.</summary>
public static class ShellText
{
    private const string Plain = "/._-+:@,";

    /// <summary>One word: in single quotes where a shell would take it apart.</summary>
    public static string Quoted(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && text.All(
            each => char.IsAsciiLetterOrDigit(each) || Plain.Contains(each, StringComparison.Ordinal))
            ? text
            : "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
    }
}
