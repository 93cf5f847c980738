using System;
using EdgeLogger.Records.Columns;

namespace EdgeLogger.Records.Formats;

/// <summary>
/// CSV and text reports of Neware's BTS and BTSDA: flat, or with the records indented under steps and cycles. The time of a
/// record is that of its step; a total time or a date is taken instead where the report has one.
/// </summary>
internal sealed class NewareFormat : RecordFormat
{
    public override string Name => "Neware";

    public override string Wanted =>
        "Total Time, Date or Time(h:min:s.ms), Voltage(V), Current(mA), and Neware's Record ID, DataPoint, Cycle ID or Step Type";

    public override ColumnChoice[] TotalTime =>
        [new("total time"), new("totaltime"), new("cumulative time"), new("test time"), new("总时间"), new("测试时间")];

    public override string[] Date =>
        ["date", "realtime", "real time", "absolute time", "datetime", "date time", "系统时间", "绝对时间"];

    public override ColumnChoice[] StepTime =>
        [new("time"), new("relative time"), new("state time"), new("step time"), new("steptime"), new("时间"), new("相对时间")];

    public override ColumnChoice[] Voltage => [new("voltage"), new("volt"), new("vol"), new("电压")];

    public override ColumnChoice[] Current => [new("current"), new("cur"), new("电流")];

    public override string[] Temperature => ["temperature", "t1", "temp", "aux.ave.t", "avg-t"];

    public override string[] State => ["step type", "steptype", "status", "state", "工步类型"];

    public override bool MayNest => true;

    public override bool IsMarked(HeaderCell[] cells) =>
        Count(cells, "record id", "record index", "datapoint", "cycle id", "step id", "step type", "total time",
            "cumulative time", "cur",
            "chg. cap.", "dchg. cap.", "capacitance chg", "数据序号", "记录序号") > 0
        && !HasStyle(cells, CellStyle.SpacedSlash, "voltage");

    public override FlowDirection DirectionOf(ReadOnlySpan<byte> state)
    {
        if (Ends(state, "DChg"u8, "D"u8) || state.IndexOf("Discharge"u8) >= 0 || state.IndexOf("放电"u8) >= 0)
        {
            return FlowDirection.Discharge;
        }

        if (Ends(state, "Chg"u8, "C"u8) || state.IndexOf("Charge"u8) >= 0 || state.IndexOf("充电"u8) >= 0)
        {
            return FlowDirection.Charge;
        }

        return state.SequenceEqual("Rest"u8) || state.SequenceEqual("R"u8) || state.SequenceEqual("搁置"u8)
            ? FlowDirection.Rest
            : FlowDirection.Unknown;
    }

    private static bool Ends(ReadOnlySpan<byte> state, ReadOnlySpan<byte> word, ReadOnlySpan<byte> letter) =>
        state.EndsWith(word) || state.SequenceEqual(letter);
}
