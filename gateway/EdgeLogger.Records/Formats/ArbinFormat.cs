using System;
using EdgeLogger.Records.Columns;

namespace EdgeLogger.Records.Formats;

/// <summary>CSV exports of Arbin's MITS Pro and Data Watcher: "Test_Time(s)", or "Test Time (s)" in newer ones.</summary>
internal sealed class ArbinFormat : RecordFormat
{
    public override string Name => "Arbin";

    public override string Wanted =>
        "Test_Time(s) or Date_Time, Voltage(V), Current(A), and Arbin's Data_Point, Step_Index or Cycle_Index";

    /// <summary>Arbin exports s, V and A whether it writes them or not.</summary>
    public override ColumnChoice[] TotalTime => [new("test time", "s"), new("testtime", "s")];

    public override string[] Date => ["date time", "datetime"];

    public override ColumnChoice[] StepTime => [new("step time", "s")];

    public override ColumnChoice[] Voltage => [new("voltage", "V")];

    public override ColumnChoice[] Current => [new("current", "A")];

    public override string[] Temperature =>
        ["cell temperature", "aux temperature 1", "aux temperature 2", "temperature", "aux temperature",
            "environment temperature"];

    /// <summary>Arbin writes capitals; files in small letters are some laboratory's own, whose units are not known.</summary>
    public override bool IsMarked(HeaderCell[] cells) =>
        !Array.Exists(cells, cell => cell.Text.StartsWith("voltage", StringComparison.Ordinal))
        && Count(cells, "data point", "step index", "cycle index", "charge capacity", "discharge capacity",
            "internal resistance") > 0;
}
