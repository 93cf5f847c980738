using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Mirrors.Sparkplug.Messages;
using Google.Protobuf;

namespace EdgeLogger.Mirrors.Sparkplug;

/// <summary>Payloads of Sparkplug B, as <c>sparkplug.proto</c> describes them.</summary>
internal static class SparkplugPayload
{
    /// <summary>Writes a payload.</summary>
    /// <param name="utcMs">When, Unix ms.</param>
    /// <param name="seq">The node's sequence number, 0 to 255; null in a death.</param>
    /// <param name="metrics">The metrics; they get the same time.</param>
    public static byte[] Write(long utcMs, int? seq, params IEnumerable<Metric> metrics)
    {
        Payload payload = new() { Timestamp = (ulong)utcMs };
        foreach (Metric metric in metrics)
        {
            metric.Timestamp = payload.Timestamp;
            payload.Metrics.Add(metric);
        }

        if (seq is { } number)
        {
            payload.Seq = (ulong)number;
        }

        return payload.ToByteArray();
    }

    /// <summary>A measured value; one that is not known is a null metric.</summary>
    public static Metric Measured(string name, double value) => double.IsFinite(value)
        ? new Metric { Name = name, Datatype = DataType.Double, DoubleValue = value }
        : new Metric { Name = name, Datatype = DataType.Double, IsNull = true };

    /// <summary>A count.</summary>
    public static Metric Whole(string name, long value) =>
        new() { Name = name, Datatype = DataType.Int64, LongValue = (ulong)value };

    /// <summary>A text.</summary>
    public static Metric Text(string name, string value) =>
        new() { Name = name, Datatype = DataType.String, StringValue = value };

    /// <summary>Something that is so or not.</summary>
    public static Metric Flag(string name, bool value) =>
        new() { Name = name, Datatype = DataType.Boolean, BooleanValue = value };

    /// <summary>
    /// Whether a payload holds a boolean metric of this name that is true. A payload that is none holds nothing.
    /// </summary>
    public static bool HoldsTrue(ReadOnlySpan<byte> payload, string name)
    {
        try
        {
            return Payload.Parser.ParseFrom(payload).Metrics.Any(metric => metric.Name == name && metric.BooleanValue);
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }
}
