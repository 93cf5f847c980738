namespace EdgeLogger.Cells.Plans;

/// <summary>What a change makes of a plan.</summary>
/// <param name="Before">The plan now; null if the change makes the test.</param>
/// <param name="After">The plan after the change.</param>
public sealed record PlanDifference(BookedTest? Before, BookedTest After);
