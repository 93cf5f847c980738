using EdgeLogger.Web.Live;

namespace EdgeLogger.Web.Components;

/// <summary>What a cell is doing, in words.</summary>
public static class StateText
{
    /// <summary>As short as a tile needs it: "CC charge", "rest".</summary>
    public static string Of(CellLive cell) => (cell.State, cell.IsConstantVoltage) switch
    {
        (CellState.Charging, true) => "CV charge",
        (CellState.Charging, false) => "CC charge",
        (CellState.Discharging, true) => "CV discharge",
        (CellState.Discharging, false) => "CC discharge",
        (CellState.Resting, _) => "rest",
        (CellState.Silent, _) => "silent",
        _ => "sensor fault",
    };

    /// <summary>The state alone.</summary>
    public static string Of(CellState state) => state switch
    {
        CellState.Charging => "Charging",
        CellState.Discharging => "Discharging",
        CellState.Resting => "Resting",
        CellState.Silent => "Silent",
        _ => "Sensor fault",
    };
}
