using System.Globalization;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Results.Quantities;
using EdgeLogger.Sinks.LineProtocol;
using EdgeLogger.Sinks.Tags;

namespace EdgeLogger.Sinks.Reading;

/// <summary>
/// What the rows and results of a segment of a test look like as points (docs/specs/influx.md). Its tags, made once.
/// </summary>
internal sealed class CellPoints
{
    private static readonly byte[] Voltage = SampleQuantities.Voltage.Utf8Name.ToArray();
    private static readonly byte[] Current = SampleQuantities.Current.Utf8Name.ToArray();
    private static readonly byte[] Temperature = SampleQuantities.Temperature.Utf8Name.ToArray();
    private static readonly byte[] Pressure = SampleQuantities.Pressure.Utf8Name.ToArray();

    private static readonly Quantity<HalfEntry>[] HalfFields = [.. HalfQuantities.All.Where(quantity => quantity.IsField)];
    private static readonly Quantity<CycleEntry>[] CycleFields = [.. CycleQuantities.All.Where(quantity => quantity.IsField)];
    private static readonly Quantity<StepEntry>[] StepFields = [.. StepQuantities.All.Where(quantity => quantity.IsField)];
    private static readonly Quantity<TrendEntry>[] TrendFields = [.. TrendQuantities.All.Where(quantity => quantity.IsField)];

    // Fields need nothing that a lab knows of a cell.
    private static readonly CellMetadata Unknown = new();

    private readonly string _board;
    private readonly TestTags _tags;
    private readonly string _slot;
    private readonly byte[] _sample;
    private readonly byte[] _sampleEstimated;

    /// <param name="tags">Whose they are.</param>
    /// <param name="board">The board of the segment.</param>
    /// <param name="slot">The slot of the segment.</param>
    public CellPoints(TestTags tags, string board, int slot)
    {
        _tags = tags;
        _board = board;
        _slot = slot.ToString(CultureInfo.InvariantCulture);
        _sample = Begin(new LineProtocolWriter(), "el_sample", DateQuality.Synchronised).SeriesKey();
        _sampleEstimated = Begin(new LineProtocolWriter(), "el_sample", DateQuality.Estimated).SeriesKey();
    }

    public void Sample(LineProtocolWriter writer, in CellRow row, long utcMs, DateQuality quality)
    {
        writer.Begin(quality == DateQuality.Estimated ? _sampleEstimated : _sample)
            .Measured(Voltage, row.VoltageV)
            .Measured(Current, row.CurrentA)
            .Measured(Temperature, row.TemperatureDegC)
            .Measured(Pressure, row.PressureMpa);
        if (row.Saturated)
        {
            writer.Field(SampleQuantities.Saturated.Name, 1);
        }

        Revision(writer).End(utcMs);
    }

    public void Half(LineProtocolWriter writer, HalfCycle half, long endUtcMs, DateQuality quality) =>
        Fields(Begin(writer, "el_half_cycle", quality).Tag(HalfQuantities.Direction.Name, HalfQuantities.NameOf(half.Direction)),
            HalfFields, new HalfEntry(_tags.Cell, half, Unknown)).End(endUtcMs);

    public void Cycle(
        LineProtocolWriter writer, Cycle cycle, RetentionReference? reference, long endUtcMs, DateQuality quality) =>
        Fields(Begin(writer, "el_cycle", quality).Tag(CycleQuantities.Signature.Name, cycle.Signature),
            CycleFields, new CycleEntry(_tags.Cell, cycle, Unknown) { Reference = reference }).End(endUtcMs);

    public void Step(LineProtocolWriter writer, StoredStep stored, long endUtcMs, DateQuality quality) =>
        Fields(Begin(writer, "el_step", quality).Tag(StepQuantities.Kind.Name, StepQuantities.NameOf(stored.Step.Kind)),
            StepFields, new StepEntry(_tags.Cell, stored.Step) { Number = stored.Number }).End(endUtcMs);

    public void Trend(LineProtocolWriter writer, CycleTrend at, long endUtcMs, DateQuality quality) =>
        Fields(Begin(writer, "el_trend", quality).Tag(TrendQuantities.Signature.Name, at.Trend.Signature),
            TrendFields, new TrendEntry(at.Trend, at.CycleNumber, at.SlippageAh, at.EquivalentFullCycles)).End(endUtcMs);

    private LineProtocolWriter Fields<T>(LineProtocolWriter writer, Quantity<T>[] fields, T of)
    {
        foreach (Quantity<T> field in fields)
        {
            if (field.Number(of) is { } value)
            {
                _ = field.Type == QuantityType.Number ? writer.Field(field.Name, value) : writer.Field(field.Name, (long)value);
            }
        }

        return Revision(writer);
    }

    private LineProtocolWriter Revision(LineProtocolWriter writer) =>
        _tags.Revision > 1 ? writer.Field("revision", _tags.Revision) : writer;

    // Tags in the order of their names: servers sort them otherwise.
    private LineProtocolWriter Begin(LineProtocolWriter writer, string measurement, DateQuality quality) =>
        writer.Begin(measurement)
            .Tag("board", _board)
            .Tag("cell", _tags.Cell)
            .Tag("cohort", _tags.Cohort)
            .Tag("dated", quality == DateQuality.Estimated ? "estimated" : "")
            .Tag("slot", _slot)
            .Tag("test", _tags.Test);
}
