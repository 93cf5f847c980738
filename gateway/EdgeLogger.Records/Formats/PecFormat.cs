using EdgeLogger.Records.Columns;

namespace EdgeLogger.Records.Formats;

/// <summary>
/// CSV exports of PEC's LifeTest: "Total Time (Seconds)", "Voltage (mV)", "Current (mA)" after a block about the test.
/// </summary>
internal sealed class PecFormat : RecordFormat
{
    private const int LeastMarks = 2;

    public override string Name => "PEC";

    public override string Wanted =>
        "Total Time (Seconds), Voltage (mV), Current (mA), and two of PEC's Rack, Shelf, Position, Load On Time";

    public override ColumnChoice[] TotalTime => [new("total time")];

    public override string[] Date => ["real time"];

    public override ColumnChoice[] Voltage => [new("voltage")];

    public override ColumnChoice[] Current => [new("current")];

    public override string[] Temperature => ["temperature"];

    public override bool IsMarked(HeaderCell[] cells) =>
        Count(cells, "rack", "shelf", "position", "load on time", "position start time") >= LeastMarks;
}
