using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using CsCheck;
using EdgeLogger.Sinks.LineProtocol;

namespace EdgeLogger.Sinks.Tests.LineProtocol;

public sealed class LineProtocolWriterTests
{
    // Few characters, most of them trouble, so that they meet each other.
    private static readonly Gen<string> Names =
        Gen.Char["ab,= \\\"'\n\r\t\0\x1B\x7F#é電{}"].Array[1, 12].Select(characters => new string(characters));

    private static readonly Gen<(string Measurement, (string, string)[] Tags, (string, double)[] Fields, long UtcMs)> Points =
        Gen.Select(Names, Gen.Select(Names, Names).Array[0, 4],
            Gen.Select(Names, Gen.Double.Where(double.IsFinite)).Array[1, 4], Gen.Long);

    [Fact]
    public void Whatever_the_names_hold_a_batch_reads_back_as_the_points_it_was_made_of() =>
        Points.Array[1, 10].Sample(points =>
        {
            LineProtocolWriter writer = new();
            foreach ((string measurement, (string, string)[] tags, (string, double)[] fields, long utcMs) in points)
            {
                Write(writer, measurement, tags, fields, utcMs);
            }

            List<ParsedLine> lines = LineParser.Parse(Encoding.UTF8.GetString(writer.Batch.Span));
            Assert.Equal(points.Length, writer.Points);
            Assert.Equal(points.Length, lines.Count);
            foreach ((var point, ParsedLine line) in points.Zip(lines))
            {
                string measurement = point.Measurement[0] == '#' ? "＃" + point.Measurement[1..] : point.Measurement;
                Assert.Equal(Pictured(measurement), line.Measurement);
                Assert.Equal(point.Tags.Select(tag => (Pictured(tag.Item1), Pictured(tag.Item2))), line.Tags);
                Assert.Equal(point.Fields.Select(field => Pictured(field.Item1)), line.Fields.Select(field => field.Key));
                Assert.Equal(point.Fields.Select(field => field.Item2),
                    line.Fields.Select(field => double.Parse(field.Value, CultureInfo.InvariantCulture)));
                Assert.Equal(point.UtcMs.ToString(CultureInfo.InvariantCulture), line.Time);
            }
        });

    [Fact]
    public void Every_double_reads_back_to_the_last_bit() =>
        Gen.Double.Where(double.IsFinite).Sample(value =>
        {
            LineProtocolWriter writer = new();
            writer.Begin("m").Field("v", value).End(0);
            double read = double.Parse(LineParser.Parse(Text(writer))[0].Fields[0].Value, CultureInfo.InvariantCulture);
            return BitConverter.DoubleToInt64Bits(read) == BitConverter.DoubleToInt64Bits(value);
        });

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_not_a_number_is_left_out_and_a_point_without_fields_is_not_written(double value)
    {
        LineProtocolWriter writer = new();
        Assert.True(writer.Begin("m").Field("a", value).Field("b", 1L).End(5));
        Assert.False(writer.Begin("m").Tag("t", "x").Field("a", value).Field("c", (double?)null).End(6));
        Assert.True(writer.Begin("m").Field("b", -2L).End(7));
        Assert.Equal("m b=1i 5\nm b=-2i 7\n", Text(writer));
        Assert.Equal(2, writer.Points);
    }

    [Fact]
    public void An_empty_tag_is_left_out() =>
        Assert.Equal("m,b=c v=1i 5\n",
            Text(Written(writer => writer.Begin("m").Tag("a", "").Tag("b", "c").Field("v", 1L).End(5))));

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character() =>
        Assert.Equal("m,t=a\uFFFD\\,b v=1i 5\n",
            Text(Written(writer => writer.Begin("m").Tag("t", "a\uD800,b").Field("v", 1L).End(5))));

    [Fact]
    public void A_tag_after_a_field_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => new LineProtocolWriter().Begin("m").Field("v", 1L).Tag("t", "x"));

    [Fact]
    public void Writing_a_point_allocates_nothing()
    {
        LineProtocolWriter writer = new();
        WriteThousand(writer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        WriteThousand(writer);
        // The smallest object has 24 bytes. Less than that in all may be the rest of this thread's buffer, counted when a test on
        // another thread makes the collector run.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16L * writer.Points);
        Assert.Equal(1000, writer.Points);
    }

    private static void WriteThousand(LineProtocolWriter writer)
    {
        writer.Clear();
        for (int i = 0; i < 1000; i++)
        {
            writer.Begin("el_sample").Tag("board", "bench, 1").Tag("cell", "bench-01/3").Tag("slot", "3")
                .Field("voltage_v", 3.7 + (i * 1e-6)).Field("current_a", -1.25e-4 * i).Field("pressure_mpa", double.NaN)
                .Field("row", i)
                .End(1_700_000_000_000 + i);
        }
    }

    private static LineProtocolWriter Written(Action<LineProtocolWriter> write)
    {
        LineProtocolWriter writer = new();
        write(writer);
        return writer;
    }

    private static void Write(
        LineProtocolWriter writer, string measurement, (string Key, string Value)[] tags,
        (string Key, double Value)[] fields, long utcMs)
    {
        writer.Begin(measurement);
        foreach ((string key, string value) in tags)
        {
            writer.Tag(key, value);
        }

        foreach ((string key, double value) in fields)
        {
            writer.Field(key, value);
        }

        Assert.True(writer.End(utcMs));
    }

    private static string Text(LineProtocolWriter writer) => Encoding.UTF8.GetString(writer.Batch.Span);

    private static string Pictured(string name) => string.Concat(name.Select(c => c switch
    {
        '\\' => '＼',
        < ' ' => (char)(0x2400 + c),
        '\x7F' => '\u2421',
        _ => c,
    }));
}
