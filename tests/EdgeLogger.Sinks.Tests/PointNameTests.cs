using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Results.Quantities;
using EdgeLogger.Sinks.LineProtocol;
using EdgeLogger.Sinks.Reading;
using EdgeLogger.Sinks.Tags;

namespace EdgeLogger.Sinks.Tests;

/// <summary>Points have the fields of the lists of quantities (docs/specs/results.md).</summary>
public sealed class PointNameTests
{
    private static readonly CellPoints Points = new(new TestTags("WJK-0412", "2", "A"), "bench-01", 0);

    [Fact]
    public void A_sample_has_the_measured_quantities_and_says_when_a_converter_stood_at_its_end() => Assert.Equal(
        Fields(SampleQuantities.All),
        FieldsOf(writer => Points.Sample(
            writer, new CellRow(0, 3.7, 0.001, 25, 50, Saturated: true), 1, DateQuality.Synchronised)));

    [Fact]
    public void Half_cycles_cycles_and_steps_have_every_quantity_that_is_a_field()
    {
        CellUpdate results = Results.Cycles(1, "bench-01", 1, 1);
        Assert.Equal(Fields(HalfQuantities.All),
            FieldsOf(writer => Points.Half(writer, results.Halves[0].Half, 1, DateQuality.Synchronised)));
        Assert.Equal(Fields(CycleQuantities.All),
            FieldsOf(writer => Points.Cycle(writer, results.Cycles[0], Results.Reference, 1, DateQuality.Synchronised)));
        Assert.Equal(Fields(StepQuantities.All),
            FieldsOf(writer => Points.Step(writer, Results.Steps(1, 1)[0], 1, DateQuality.Synchronised)));
    }

    [Fact]
    public void A_trend_has_every_quantity_that_is_a_field_and_is_known() => Assert.Equal(
        Fields(TrendQuantities.All).Except([TrendQuantities.PolarisationSlope[0].Name]),
        FieldsOf(writer => Points.Trend(writer, Results.Trends(1, 1)[0], 1, DateQuality.Synchronised)));

    private static IEnumerable<string> Fields(IEnumerable<Quantity> list) =>
        list.Where(quantity => quantity.IsField).Select(quantity => quantity.Name);

    private static string[] FieldsOf(Action<LineProtocolWriter> write)
    {
        LineProtocolWriter writer = new();
        write(writer);
        // Measurement and tags, fields, time; the signature's own spaces are escaped.
        string line = Encoding.UTF8.GetString(writer.Batch.Span).Replace("\\ ", "", StringComparison.Ordinal);
        return [.. line.Split(' ')[1].Split(',').Select(field => field[..field.IndexOf('=', StringComparison.Ordinal)])];
    }
}
