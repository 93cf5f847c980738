using System.Globalization;
using System.Linq;

namespace EdgeLogger.Fuzzing.Generation;

/// <summary>Good documents of boards, to begin with.</summary>
public static class Documents
{
    /// <summary>A schema of one stream with four channels.</summary>
    public static string Schema(string board, ulong stream, string rows = "means", string temperature = "rtd:1000") => $$"""
        {"v":1,"board":"{{board}}","firmware":"0.1.0","streams":[{"stream":"{{stream:x16}}","slot":0,"period_ms":1000,"rows":"{{rows}}","channels":[
        {"quantity":"voltage","unit":"V","scale":1e-6,"offset":2e-3,"conversion":"linear","chip":"ADS122C04","calibrated":"2026-01-31"},
        {"quantity":"current","unit":"A","scale":1e-7,"offset":-3e-6,"conversion":"linear","chip":"ADS122C04","calibrated":""},
        {"quantity":"temperature","unit":"degC","scale":1e-3,"offset":0,"conversion":"{{temperature}}","chip":"ADS122C04","calibrated":""},
        {"quantity":"pressure","unit":"MPa","scale":1e-4,"offset":0,"conversion":"linear","chip":"ADS122C04","calibrated":""}]}]}
        """;

    /// <summary>A state with all that a board reports.</summary>
    public static string State(int streams)
    {
        string one = """
            {"stream":"0000000000005500","slot":SLOT,"boot":3,"backlog":12,"oldest":1,"newest":400,"acknowledged":388,"capacity_h":72,"lost_first":1,"lost_last":2,
            "lost_frames":2,"chips":[{"address":64,"expected":"ADS122C04","found":"ADS122C04"}],"frames_refused":0,"flash_faults":0,"bad_acks":0,"restarts":1}
            """;
        return $$"""
            {"v":1,"online":true,"board":"board-a","firmware":"0.1.0","uptime_ms":86400000,"time":"synchronised","connects":3,"disconnects":2,"foreign_messages":0,
            "uplink_faults":1,"supply_mv":3300,"board_mdegc":31000,"safe_mode":false,"crashes":0,"trial":false,
            "config":{"version":4,"last_version":5,"last":"refused","reason":"too long","trial":false},
            "streams":[{{string.Join(',', Enumerable.Range(0, streams).Select(slot => one.Replace("SLOT", slot.ToString(CultureInfo.InvariantCulture), System.StringComparison.Ordinal)))}}]}
            """;
    }

    /// <summary>An answer to a command.</summary>
    public const string Answer = """
        {"v":1,"id":"0123456789abcdef","ok":true,"error":"","config":{"v":1,"version":4,"board":"board-a","slots":[{"slot":0,"period_ms":1000}]},"slots":[{"slot":0,"chips":[]}],"readings":[1,2,3]}
        """;
}
