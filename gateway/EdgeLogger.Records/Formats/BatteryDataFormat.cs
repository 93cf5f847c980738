using EdgeLogger.Records.Columns;

namespace EdgeLogger.Records.Formats;

/// <summary>
/// Battery Data Format of the Battery Data Alliance, as CSV: preferred labels ("Test Time / s") or machine-readable ones
/// ("test_time_second", "test_time_s"). Charging is positive by its definition.
/// </summary>
internal sealed class BatteryDataFormat : RecordFormat
{
    public override string Name => "Battery Data Format";

    public override string Wanted =>
        "Test Time / s, Voltage / V, Current / A (or test_time_second, voltage_volt, current_ampere)";

    public override ColumnChoice[] TotalTime => [new("test time"), new("unix time")];

    public override string[] Date => [];

    public override ColumnChoice[] Voltage => [new("voltage")];

    public override ColumnChoice[] Current => [new("current")];

    public override string[] Temperature =>
        ["surface temperature", "temperature t1", "surface temperature t1", "ambient temperature"];

    public override bool IsMarked(HeaderCell[] cells) =>
        HasStyle(cells, CellStyle.SpacedSlash, "voltage") || HasStyle(cells, CellStyle.Suffix, "voltage");
}
