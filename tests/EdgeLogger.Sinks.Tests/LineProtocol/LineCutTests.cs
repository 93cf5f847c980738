using System;
using System.Linq;
using System.Text;
using CsCheck;
using EdgeLogger.Sinks.LineProtocol;

namespace EdgeLogger.Sinks.Tests.LineProtocol;

public sealed class LineCutTests
{
    [Fact]
    public void Halving_ends_at_single_lines_and_loses_none() =>
        Gen.Int[1, 40].Array[1, 50].Sample(lengths =>
        {
            string[] lines = [.. lengths.Select((length, i) => new string((char)('a' + (i % 26)), length))];
            StringBuilder halved = new();
            Halve(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))), halved);
            Assert.Equal(string.Concat(lines.Select(line => $"[{line}]")), halved.ToString());
        });

    private static void Halve(ReadOnlySpan<byte> lines, StringBuilder singles)
    {
        int middle = LineCut.Middle(lines);
        if (middle >= lines.Length)
        {
            Assert.Equal(1, LineCut.Count(lines));
            singles.Append('[').Append(Encoding.UTF8.GetString(lines[..^1])).Append(']');
            return;
        }

        Halve(lines[..middle], singles);
        Halve(lines[middle..], singles);
    }
}
