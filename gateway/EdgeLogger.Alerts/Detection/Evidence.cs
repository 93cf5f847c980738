using System.Collections.Generic;

namespace EdgeLogger.Alerts.Detection;

/// <summary>What a verdict was found from: enough for a reader to check it, and for one small plot.</summary>
/// <param name="ComparedCycles">Numbers of the cycles that were compared; empty for rows and boards.</param>
/// <param name="XLabel">Quantity and unit along x, e.g. "cycle" or "time / s".</param>
/// <param name="YLabel">Quantity and unit along y, e.g. "discharge capacity / mAh".</param>
/// <param name="Series">What to draw, at most a few series of at most a few hundred points.</param>
public sealed record Evidence(
    IReadOnlyList<int> ComparedCycles, string XLabel, string YLabel, IReadOnlyList<EvidenceSeries> Series);

/// <summary>One series of a plot.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="IsLine">Joined points: a trend, an expectation, a limit. Else measured points.</param>
/// <param name="X">Along x, rising.</param>
/// <param name="Y">Along y, as many as <paramref name="X"/>; NaN is a hole.</param>
public sealed record EvidenceSeries(string Name, bool IsLine, IReadOnlyList<double> X, IReadOnlyList<double> Y);
