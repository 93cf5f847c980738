using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.Bench.Soak;

/// <summary>Names of faults on the command line and in the ledger.</summary>
internal static class FaultNames
{
    private static readonly string[] Names = ["gateway-kill", "broker-kill", "partition", "duplicate", "reorder", "bit-flip",
        "clock-jump", "disk-full", "board-reboot"];

    public static string All => string.Join(',', Names);

    public static string Of(SoakFault fault) => Names[(int)fault];

    /// <summary>Reads all, none, or a list of names.</summary>
    public static IReadOnlySet<SoakFault> Parse(string text) => text switch
    {
        "all" => Enum.GetValues<SoakFault>().ToHashSet(),
        "none" => new HashSet<SoakFault>(),
        _ => text.Split(',').Select(ParseOne).ToHashSet(),
    };

    /// <summary>What is wrong with such a text; null if nothing is.</summary>
    public static (string Wrong, string Give)? WhatIsWrongWith(string text) =>
        text is "all" or "none" || text.Split(',').All(name => Names.Contains(name.Trim()))
            ? null
            : ("is not a fault or a list of them", $"all, none, or some of {All}");

    private static SoakFault ParseOne(string name) => (SoakFault)Array.IndexOf(Names, name.Trim());
}
