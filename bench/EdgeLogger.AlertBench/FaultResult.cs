using System.Collections.Generic;
using EdgeLogger.AlertBench.Statistics;

namespace EdgeLogger.AlertBench;

/// <summary>How one fault was found.</summary>
/// <param name="Fault">Its name.</param>
/// <param name="Runs">Cells that had it.</param>
/// <param name="Found">Share found in time.</param>
/// <param name="Median">Delay of the first alarm, cycles; infinite is never.</param>
/// <param name="P90">The delay that nine of ten keep below.</param>
/// <param name="FoundBy">The rules that were first, the most frequent first.</param>
/// <param name="Lab">For each lab rule: share found in time, and median delay.</param>
public sealed record FaultResult(
    string Fault, int Runs, Interval Found, Interval Median, Interval P90, IReadOnlyList<string> FoundBy,
    IReadOnlyList<(Interval Found, double Median)> Lab);
