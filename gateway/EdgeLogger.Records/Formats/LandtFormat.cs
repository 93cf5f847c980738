using System;
using EdgeLogger.Records.Columns;

namespace EdgeLogger.Records.Formats;

/// <summary>
/// Text and CSV exports of Landt (LANHE) cyclers: "TestTime/Sec." or "TestTime", "Voltage/V", "Current/mA", "State".
/// </summary>
internal sealed class LandtFormat : RecordFormat
{
    public override string Name => "Landt";

    public override string Wanted =>
        "TestTime/Sec. or TestTime, Voltage/V, Current/mA (or test_time_s, voltage_V, current_A and channel_index)";

    public override ColumnChoice[] TotalTime => [new("testtime"), new("test time"), new("测试时间")];

    public override string[] Date => ["systime", "date time iso string", "系统时间"];

    public override ColumnChoice[] StepTime => [new("steptime"), new("step time"), new("步骤时间")];

    public override ColumnChoice[] Voltage => [new("voltage"), new("电压")];

    public override ColumnChoice[] Current => [new("current"), new("电流")];

    public override string[] Temperature => ["temperature 1", "auxtemp", "temperature"];

    public override string[] State => ["state", "stepstatus", "status", "mode", "step name", "状态"];

    public override bool IsMarked(HeaderCell[] cells) => HasStyle(cells, CellStyle.Suffix, "voltage")
        ? Count(cells, "channel index", "date time iso string", "step name") > 0
        : HasStyle(cells, CellStyle.Slash, "voltage", "电压") && HasStyle(cells, CellStyle.Slash, "current", "电流");

    public override FlowDirection DirectionOf(ReadOnlySpan<byte> state)
    {
        if (Is(state, "D_"u8, "_D"u8) || state.SequenceEqual("CCD"u8) || state.IndexOf("discharge"u8) >= 0
            || state.IndexOf("放"u8) >= 0)
        {
            return FlowDirection.Discharge;
        }

        if (Is(state, "C_"u8, "_C"u8) || state.SequenceEqual("CCC"u8) || state.IndexOf("charge"u8) >= 0
            || state.IndexOf("充"u8) >= 0)
        {
            return FlowDirection.Charge;
        }

        return state.SequenceEqual("R"u8) || state.IndexOf("est"u8) == 1 || state.IndexOf("静"u8) >= 0
            ? FlowDirection.Rest
            : FlowDirection.Unknown;
    }

    private static bool Is(ReadOnlySpan<byte> state, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> suffix) =>
        state.StartsWith(prefix) || state.EndsWith(suffix);
}
