using System.Collections.Generic;
using EdgeLogger.Web.Components.Charts;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>One quantity of a drawing, laid out.</summary>
/// <param name="Quantity">The quantity.</param>
/// <param name="Y">Its axis.</param>
/// <param name="Series">What is drawn.</param>
/// <param name="Summary">The same in numbers; null if it was not measured.</param>
public sealed record TraceChart(TraceQuantity Quantity, ChartScale Y, IReadOnlyList<ChartSeries> Series, TraceSummary? Summary);

/// <summary>A quantity over a window, in its own unit.</summary>
/// <param name="Least">The least.</param>
/// <param name="Most">The most.</param>
/// <param name="Last">The last, or the most of what was gathered last.</param>
public sealed record TraceSummary(double Least, double Most, double Last);
