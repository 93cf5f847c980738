using System;
using System.Collections.Generic;
using System.Text;

namespace EdgeLogger.Mqtt.Managed;

/// <summary>One string for each topic seen, so that a message costs no string of its own. Used by the read loop alone.</summary>
internal sealed class TopicCache
{
    private const int MaxTopics = 8192;
    private const int MaxBytes = 128;

    private HashSet<string>? _topics;

    /// <summary>The topic as text. <paramref name="utf8"/> is well-formed.</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxBytes)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        Span<char> buffer = stackalloc char[MaxBytes];
        ReadOnlySpan<char> topic = buffer[..Encoding.UTF8.GetChars(utf8, buffer)];
        _topics ??= new HashSet<string>(StringComparer.Ordinal);
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup = _topics.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(topic, out string? known))
        {
            return known;
        }

        // A peer that makes up topics empties the cache now and then; it cannot fill the memory.
        if (_topics.Count == MaxTopics)
        {
            _topics.Clear();
        }

        string made = topic.ToString();
        _topics.Add(made);
        return made;
    }
}
