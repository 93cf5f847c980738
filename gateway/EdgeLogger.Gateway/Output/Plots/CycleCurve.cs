using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Records;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Gateway.Output.Plots;

/// <summary>The curves of one cycle: one branch for each half it has, in time's order.</summary>
internal sealed record CycleCurve(Cycle Cycle, IReadOnlyList<CurveBranch> Branches)
{
    /// <summary>
    /// Collects the curves of these cycles from the record. The engine streams and keeps no curves, and which cycles are wanted
    /// is known only after it: so the file is read a second time, up to the last row wanted.
    /// </summary>
    /// <param name="path">The record.</param>
    /// <param name="cycles">The cycles wanted.</param>
    /// <param name="sign">The sign of the current, as it was read for these cycles.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="RecordFormatException">It is not a record.</exception>
    public static IReadOnlyList<CycleCurve> Read(string path, IEnumerable<Cycle> cycles, CurrentSign sign)
    {
        CycleCurve[] curves = [.. cycles.Select(cycle => new CycleCurve(cycle, BranchesOf(cycle)))];
        CurveBranch[] branches = [.. curves.SelectMany(curve => curve.Branches)];
        long last = branches.Select(branch => branch.Half.LastRow).DefaultIfEmpty(-1).Max();
        using RecordFile record = RecordFile.Open(path, sign);
        for (long row = 0; row <= last && record.TryRead(out RecordRow reading); row++)
        {
            foreach (CurveBranch branch in branches)
            {
                branch.Offer(row, reading.Sample);
            }
        }

        return curves;
    }

    private static CurveBranch[] BranchesOf(Cycle cycle) =>
        [.. new[] { cycle.Charge, cycle.Discharge }.OfType<HalfCycle>().OrderBy(half => half.FirstRow)
            .Select(half => new CurveBranch(half))];
}
