using System;

namespace EdgeLogger.Sinks.LineProtocol;

/// <summary>Takes batches of lines apart.</summary>
internal static class LineCut
{
    /// <summary>How many lines a batch has; every line ends with a newline.</summary>
    public static int Count(ReadOnlySpan<byte> lines) => lines.Count((byte)'\n');

    /// <summary>Where the second half of a batch begins, at a line's start; the batch's length if it is a single line.</summary>
    public static int Middle(ReadOnlySpan<byte> lines)
    {
        int before = lines[..(lines.Length / 2)].LastIndexOf((byte)'\n') + 1;
        return before > 0 ? before : lines.IndexOf((byte)'\n') + 1;
    }
}
