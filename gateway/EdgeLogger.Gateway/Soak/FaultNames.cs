using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.Gateway.Soak;

/// <summary>Names of faults on the command line and in the ledger.</summary>
internal static class FaultNames
{
    private static readonly string[] Names = ["gateway-kill", "broker-kill", "partition", "duplicate", "reorder", "bit-flip", "clock-jump", "disk-full", "board-reboot"];

    public static string All => string.Join(',', Names);

    public static string Of(SoakFault fault) => Names[(int)fault];

    /// <summary>Reads all, none, or a list of names.</summary>
    /// <exception cref="UserErrorException">A name is not known.</exception>
    public static IReadOnlySet<SoakFault> Parse(string text) => text switch
    {
        "all" => Enum.GetValues<SoakFault>().ToHashSet(),
        "none" => new HashSet<SoakFault>(),
        _ => text.Split(',').Select(ParseOne).ToHashSet(),
    };

    private static SoakFault ParseOne(string name)
    {
        int at = Array.IndexOf(Names, name.Trim());
        return at >= 0 ? (SoakFault)at : throw new UserErrorException($"'{name}' is no fault. There are all, none, or of these: {All}.");
    }
}
