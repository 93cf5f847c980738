namespace EdgeLogger.Web.Components.Cell;

/// <summary>A quantity over a window, in its own unit.</summary>
/// <param name="Least">The least.</param>
/// <param name="Most">The most.</param>
/// <param name="Last">The last, or the most of what was gathered last.</param>
public sealed record TraceSummary(double Least, double Most, double Last);
