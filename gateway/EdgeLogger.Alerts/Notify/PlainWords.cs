using System.Linq;

namespace EdgeLogger.Alerts.Notify;

/// <summary>Words of somebody else, made fit for a line of a log.</summary>
internal static class PlainWords
{
    /// <summary>The same without control characters.</summary>
    public static string Of(string words) => string.Concat(words.Select(each => char.IsControl(each) ? ' ' : each)).Trim();
}
