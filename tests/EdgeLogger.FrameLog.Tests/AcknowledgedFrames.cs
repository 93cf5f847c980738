using System;
using System.Collections.Generic;
using System.Globalization;

namespace EdgeLogger.FrameLog.Tests;

/// <summary>All that a child has ever acknowledged, from its lines "stream contiguous first last first last ...".</summary>
internal sealed class AcknowledgedFrames
{
    private readonly Dictionary<ulong, uint> _contiguous = [];

    public HashSet<(ulong Stream, uint Sequence)> All { get; } = [];

    public void Read(string line)
    {
        string[] words = line.Split(' ');
        ulong stream = ulong.Parse(words[0], CultureInfo.InvariantCulture);
        uint[] numbers = Array.ConvertAll(words[1..], word => uint.Parse(word, CultureInfo.InvariantCulture));
        Add(stream, _contiguous.GetValueOrDefault(stream) + 1, numbers[0]);
        _contiguous[stream] = Math.Max(_contiguous.GetValueOrDefault(stream), numbers[0]);
        for (int i = 1; i < numbers.Length; i += 2)
        {
            Add(stream, numbers[i], numbers[i + 1]);
        }
    }

    private void Add(ulong stream, uint first, uint last)
    {
        for (uint sequence = first; sequence <= last; sequence++)
        {
            All.Add((stream, sequence));
        }
    }
}
