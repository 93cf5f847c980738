using System;
using System.IO;
using System.Linq;
using System.Text;
using EdgeLogger.Frames;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Shared.Tests;

public sealed class GoldenVectorTests
{
    public static TheoryData<string> Names => [.. GoldenVector.All().Select(vector => vector.Name)];

    private static GoldenVector Load(string name) =>
        GoldenVector.Load(Path.Combine(AppContext.BaseDirectory, "Vectors", name + ".txt"));

    [Fact]
    public void There_is_a_vector_of_every_kind_and_encoding() =>
        Assert.Equal([(0, 0), (0, 1), (1, 0), (2, 0), (3, 0)],
            GoldenVector.All().Select(vector => (vector.Number("kind"), vector.Number("encoding"))).Distinct().Order());

    [Theory, MemberData(nameof(Names))]
    public void The_reader_finds_in_a_vector_what_it_says(string name)
    {
        GoldenVector vector = Load(name);
        FrameReader reader = new();

        Assert.Equal(FrameError.None, reader.Open(vector.Bytes, 0, vector.Bytes.Length));

        Assert.Equal(vector.Number("kind"), (long)reader.Kind);
        Assert.Equal(vector.Number("flags"), reader.Flags);
        Assert.Equal(vector.Number("encoding"), vector.Bytes[FrameLayout.EncodingAt]);
        Assert.Equal(vector.Number("time_quality"), (long)reader.TimeQuality);
        Assert.Equal(vector.Unsigned("stream"), reader.StreamId);
        Assert.Equal(vector.Unsigned("seq"), reader.Sequence);
        Assert.Equal(vector.Unsigned("boot"), reader.BootCount);
        Assert.Equal(vector.Unsigned("schema"), reader.SchemaHash);
        Assert.Equal(vector.Number("period_ms"), reader.PeriodMs);
        Assert.Equal(vector.Number("uptime_ms"), reader.UptimeMs);
        Assert.Equal(vector.Number("utc_minus_uptime_ms"), reader.UtcMinusUptimeMs);
        Assert.Equal(vector.Number("current_time"), reader.Counters.CurrentTime);
        Assert.Equal(vector.Number("voltage_time"), reader.Counters.VoltageTime);
        Assert.Equal(vector.Number("power_time"), reader.Counters.PowerTime);
        Assert.Equal(vector.Rows.Count, reader.RowCount);
        AssertRows(vector, reader);
        AssertBody(vector, reader);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_writer_makes_the_vectors_bytes(string name)
    {
        GoldenVector vector = Load(name);
        // The MACs of the signed ones were made by Python's hmac and again by `openssl dgst -sha256 -mac HMAC`.
        FrameWriter writer = new((byte)vector.Number("encoding"))
        { Authenticator = vector.Key is { } key ? LibraryHash.Of(key) : null };
        ulong stream = vector.Unsigned("stream");
        uint boot = (uint)vector.Unsigned("boot");
        uint schema = (uint)vector.Unsigned("schema");
        long uptimeMs = vector.Number("uptime_ms");
        switch ((FrameKind)vector.Number("kind"))
        {
            case FrameKind.Rows:
                writer.BeginRows(stream, boot, schema, (int)vector.Number("period_ms"), (int)vector.Number("channels"),
                    (byte)(vector.Number("flags") & ~FrameFlags.Authenticated));
                Assert.All(vector.Rows, row => Assert.True(writer.TryAddRow(row.UptimeMs, row.Codes, row.Status)));
                break;
            case FrameKind.Event:
                writer.BeginEvent(stream, boot, schema, uptimeMs, (byte)vector.Number("event_code"),
                    (byte)vector.Number("event_channel"),
                    vector.Number("event_value"), Encoding.UTF8.GetBytes(vector["event_text"]));
                break;
            case FrameKind.Anchor:
                writer.BeginAnchor(stream, boot, schema, uptimeMs);
                break;
            default:
                writer.BeginGap(stream, boot, schema, uptimeMs, (uint)vector.Unsigned("gap_first"),
                    (uint)vector.Unsigned("gap_last"));
                break;
        }

        int length = writer.Finish((uint)vector.Unsigned("seq"), (TimeQuality)vector.Number("time_quality"),
            vector.Number("utc_minus_uptime_ms"), new Counters
            {
                CurrentTime = vector.Number("current_time"),
                VoltageTime = vector.Number("voltage_time"),
                PowerTime = vector.Number("power_time"),
            });

        Assert.Equal(Convert.ToHexString(vector.Bytes), Convert.ToHexString(writer.Buffer, 0, length));
    }

    private static void AssertRows(GoldenVector vector, FrameReader reader)
    {
        foreach ((long uptimeMs, int[] codes, byte[] status) in vector.Rows)
        {
            Assert.True(reader.ReadRow());
            Assert.Equal(uptimeMs, reader.RowUptimeMs);
            Assert.Equal(status, reader.Status.Take(reader.ChannelCount));
            for (int channel = 0; channel < codes.Length; channel++)
            {
                if (status[channel] <= ChannelStatus.Saturated)
                {
                    Assert.Equal(codes[channel], reader.Codes[channel]);
                }
            }
        }

        Assert.False(reader.ReadRow());
        if (vector.Rows.Count > 0)
        {
            Assert.Equal(vector.Rows[^1].UptimeMs, reader.EndUptimeMs);
        }
    }

    private static void AssertBody(GoldenVector vector, FrameReader reader)
    {
        if (reader.Kind == FrameKind.Event)
        {
            Assert.Equal(vector.Number("event_code"), reader.EventCode);
            Assert.Equal(vector.Number("event_channel"), reader.EventChannel);
            Assert.Equal(vector.Number("event_value"), reader.EventValue);
            Assert.Equal(vector["event_text"],
                Encoding.UTF8.GetString(vector.Bytes, reader.EventTextOffset, reader.EventTextLength));
        }

        if (reader.Kind == FrameKind.Gap)
        {
            Assert.Equal(vector.Unsigned("gap_first"), reader.GapFirst);
            Assert.Equal(vector.Unsigned("gap_last"), reader.GapLast);
        }
    }
}
