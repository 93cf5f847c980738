using System;
using EdgeLogger.Records.Columns;

namespace EdgeLogger.Records.Formats;

/// <summary>
/// Text exports of Maccor's MIMS: "Rec#", "Cyc#", "Test (Sec)" or "TestTime", "Amps", "Volts", "State" after a few lines about
/// the test. Most write the current without sign.
/// </summary>
internal sealed class MaccorFormat : RecordFormat
{
    private const int LeastMarks = 2;

    public override string Name => "Maccor";

    public override string Wanted =>
        "Test (Sec), TestTime or DPt Time, Volts, Amps, State, and two of Maccor's Rec#, Cyc#, Cycle C, ES";

    public override ColumnChoice[] TotalTime => [new("test"), new("test time"), new("testtime")];

    public override string[] Date => ["dpt time", "dpt-time"];

    public override ColumnChoice[] StepTime => [new("step time"), new("steptime")];

    public override ColumnChoice[] Voltage => [new("volts", "V"), new("mvolts", "mV"), new("voltage", "V"), new("volt", "V")];

    public override ColumnChoice[] Current => [new("amps", "A"), new("mamps", "mA"), new("current", "A"), new("amp", "A")];

    public override string[] Temperature => ["temperature cell", "temp 1", "temperature", "temp"];

    public override string[] State => ["state", "md"];

    public override bool MayHideMillivolts => true;

    public override bool IsMarked(HeaderCell[] cells) =>
        Count(cells, "rec#", "rec", "cyc#", "cycle c", "cycle p", "amps", "mamps", "volts", "dpt time", "dpt-time", "es",
            "md") >= LeastMarks;

    public override FlowDirection DirectionOf(ReadOnlySpan<byte> state) => state.Length != 1
        ? FlowDirection.Unknown
        : state[0] switch
        {
            (byte)'C' => FlowDirection.Charge,
            (byte)'D' => FlowDirection.Discharge,
            (byte)'R' => FlowDirection.Rest,
            _ => FlowDirection.Unknown,
        };
}
