using EdgeLogger.Records.Columns;

namespace EdgeLogger.Records.Formats;

/// <summary>
/// The plain record as a spreadsheet of another language writes it: time_s, voltage_V and current_A in any case, between
/// semicolons or tabs, with decimal commas, or under some lines of comment.
/// </summary>
internal sealed class PlainFormat : RecordFormat
{
    public override string Name => "plain CSV";

    public override string Wanted => "time_s, voltage_V, current_A";

    public override ColumnChoice[] TotalTime => [new("time")];

    public override string[] Date => [];

    public override ColumnChoice[] Voltage => [new("voltage")];

    public override ColumnChoice[] Current => [new("current")];

    public override string[] Temperature => ["temperature"];

    public override bool IsMarked(HeaderCell[] cells) =>
        HasStyle(cells, CellStyle.Suffix, "time") && HasStyle(cells, CellStyle.Suffix, "voltage")
        && HasStyle(cells, CellStyle.Suffix, "current");
}
