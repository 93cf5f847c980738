using System;

namespace EdgeLogger.Ingest;

/// <summary>Makes a topic of unknown origin fit for a log line and a page.</summary>
internal static class SafeTopic
{
    private const int MaxLength = 64;

    /// <summary>Cut to 64 characters; whatever is not printable ASCII becomes '?'.</summary>
    public static string From(string topic) => string.Create(Math.Min(topic.Length, MaxLength), topic, static (safe, topic) =>
    {
        for (int i = 0; i < safe.Length; i++)
        {
            safe[i] = topic[i] is >= ' ' and <= '~' ? topic[i] : '?';
        }
    });
}
