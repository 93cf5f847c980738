using System.Collections.Generic;

namespace EdgeLogger.Alerts.Detection;

/// <summary>One series of a plot.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="IsLine">Joined points: a trend, an expectation, a limit. Else measured points.</param>
/// <param name="X">Along x, rising.</param>
/// <param name="Y">Along y, as many as <paramref name="X"/>; NaN is a hole.</param>
public sealed record EvidenceSeries(string Name, bool IsLine, IReadOnlyList<double> X, IReadOnlyList<double> Y);
