using System;
using System.Linq;

namespace EdgeLogger.Web;

/// <summary>A choice that somebody gives in an address.</summary>
internal static class ChoiceWord
{
    /// <summary>
    /// Reads one of the names of an enumeration; null for anything else. <see cref="Enum.TryParse{T}(string, out T)"/> also takes
    /// numbers, and lists of names as their sum.
    /// </summary>
    public static T? Read<T>(string? word)
        where T : struct, Enum =>
        Enum.GetNames<T>().Contains(word, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<T>(word!, ignoreCase: true) : null;
}
