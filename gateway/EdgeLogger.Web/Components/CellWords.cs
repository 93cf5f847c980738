using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Web.Components;

/// <summary>What is known of a cell in the words of its forms.</summary>
internal static class CellWords
{
    /// <summary>What stands beside the tick that confirms a mass that is asked about.</summary>
    public const string MassIsRight = "This mass is right";

    /// <summary>How a user confirms it, as a sentence names it.</summary>
    public const string MassIsRightBy = $"a tick at '{MassIsRight}'";

    /// <summary>An electrode in words; empty if it is not known.</summary>
    public static string Of(ElectrodeKind kind) => kind switch
    {
        ElectrodeKind.FullCell => "full cell",
        ElectrodeKind.CathodeHalfCell => "cathode half cell",
        ElectrodeKind.AnodeHalfCell => "anode half cell",
        _ => "",
    };

    /// <summary>An order in words; empty if the electrodes decide it.</summary>
    public static string Of(CycleOrder order) => order switch
    {
        CycleOrder.ChargeFirst => "charge first",
        CycleOrder.DischargeFirst => "discharge first",
        _ => "",
    };
}
