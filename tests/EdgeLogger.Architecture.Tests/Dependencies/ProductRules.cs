using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.Architecture.Tests.Dependencies;

/// <summary>
/// Which project of the product may use which (docs/architecture.md): everything that is not named here is forbidden.
/// </summary>
internal static class ProductRules
{
    private static readonly string[] Shared =
        ["EdgeLogger.Authentication", "EdgeLogger.Frames", "EdgeLogger.Topics", "EdgeLogger.Units"];

    // From the top of the data path down to what all stand on. The command line, which puts all together, may use everything.
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["EdgeLogger.Web"] =
        [
            .. Shared, "EdgeLogger.Alerts", "EdgeLogger.Boards", "EdgeLogger.Cells", "EdgeLogger.Cycles", "EdgeLogger.Derivation",
            "EdgeLogger.Files", "EdgeLogger.FrameLog", "EdgeLogger.Loops", "EdgeLogger.Mqtt", "EdgeLogger.Plots",
            "EdgeLogger.Records", "EdgeLogger.Results", "EdgeLogger.Traces",
        ],
        ["EdgeLogger.Alerts"] =
        [
            .. Shared, "EdgeLogger.Cycles", "EdgeLogger.Derivation", "EdgeLogger.Files", "EdgeLogger.FrameLog",
            "EdgeLogger.Loops", "EdgeLogger.Mqtt",
            "EdgeLogger.Plots", "EdgeLogger.Yaml",
        ],
        ["EdgeLogger.Sinks"] =
            [.. Shared, "EdgeLogger.Cycles", "EdgeLogger.Derivation", "EdgeLogger.Files", "EdgeLogger.FrameLog",
                "EdgeLogger.Loops", "EdgeLogger.Results"],
        ["EdgeLogger.Mirrors"] =
            [.. Shared, "EdgeLogger.Cycles", "EdgeLogger.Derivation", "EdgeLogger.Files", "EdgeLogger.FrameLog",
                "EdgeLogger.Loops", "EdgeLogger.Mqtt", "EdgeLogger.Results"],
        ["EdgeLogger.Results"] =
        [
            .. Shared, "EdgeLogger.Cells", "EdgeLogger.Cycles", "EdgeLogger.Derivation", "EdgeLogger.Files",
            "EdgeLogger.FrameLog", "EdgeLogger.Records",
        ],
        ["EdgeLogger.Traces"] =
            [.. Shared, "EdgeLogger.Derivation", "EdgeLogger.Files", "EdgeLogger.FrameLog", "EdgeLogger.Loops"],
        ["EdgeLogger.Derivation"] =
            [.. Shared, "EdgeLogger.Cells", "EdgeLogger.Cycles", "EdgeLogger.Files", "EdgeLogger.FrameLog", "EdgeLogger.Loops"],
        ["EdgeLogger.Ingest"] = [.. Shared, "EdgeLogger.Files", "EdgeLogger.FrameLog", "EdgeLogger.Keys", "EdgeLogger.Loops",
            "EdgeLogger.Mqtt"],
        ["EdgeLogger.Boards"] = [.. Shared, "EdgeLogger.Files", "EdgeLogger.Keys", "EdgeLogger.Mqtt"],
        ["EdgeLogger.Keys"] = [.. Shared, "EdgeLogger.Files", "EdgeLogger.Loops", "EdgeLogger.Mqtt"],
        ["EdgeLogger.Cells"] = ["EdgeLogger.Cycles", "EdgeLogger.Files"],
        ["EdgeLogger.Mqtt"] = [.. Shared, "EdgeLogger.Files"],
        ["EdgeLogger.FrameLog"] = [.. Shared, "EdgeLogger.Files"],
        ["EdgeLogger.Records"] = ["EdgeLogger.Cycles"],
        ["EdgeLogger.Plots"] = [],
        ["EdgeLogger.Cycles"] = [],
        ["EdgeLogger.Files"] = [],
        ["EdgeLogger.Loops"] = [],
        ["EdgeLogger.Yaml"] = [],
        ["EdgeLogger.Firmware"] = Shared,
        ["EdgeLogger.Authentication"] = Shared,
        ["EdgeLogger.Frames"] = Shared,
        ["EdgeLogger.Topics"] = Shared,
        ["EdgeLogger.Units"] = Shared,
    };

    /// <summary>Namespaces that have a rule, and the command line's, which has none.</summary>
    public static IEnumerable<string> Known => MayUse.Keys.Append("EdgeLogger.Gateway");

    /// <summary>The direction that dependencies of a namespace have.</summary>
    public static DependencyRule Direction(string from) =>
        new(from, [.. Known.Except(MayUse[from]).Where(other => other != from)]);

    /// <summary>Nothing of the product uses what judges it, or what a board and its papers are made of.</summary>
    public static DependencyRule NothingOfTheBench { get; } = new("EdgeLogger", [.. Product.BesideTheProduct]);

    /// <summary>The cycle engine is pure: no I/O, no clock, no logger, no thread of its own.</summary>
    public static DependencyRule PureCycles { get; } = new("EdgeLogger.Cycles",
    [
        "System.IO.Directory", "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Path",
        "System.IO.StreamReader", "System.IO.StreamWriter",
        "System.Console", "System.Net", "System.Data", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch",
        "System.DateTime", "System.DateTimeOffset",
        "System.TimeProvider", "System.Threading.Tasks", "System.Threading.Thread", "System.Threading.Timer", "Microsoft",
    ]);
}
