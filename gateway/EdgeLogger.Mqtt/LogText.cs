using System;

namespace EdgeLogger.Mqtt;

/// <summary>Makes text from the other side of a wire fit for one line of a log.</summary>
internal static class LogText
{
    private const int MaxLength = 64;

    /// <summary>Without control characters, and cut to 64 characters.</summary>
    public static string Clean(string text)
    {
        ReadOnlySpan<char> head = text.AsSpan(0, Math.Min(text.Length, MaxLength));
        return string.Create(head.Length, head, static (cleaned, from) =>
        {
            for (int i = 0; i < cleaned.Length; i++)
            {
                cleaned[i] = char.IsControl(from[i]) || char.IsSurrogate(from[i]) ? '?' : from[i];
            }
        });
    }
}
