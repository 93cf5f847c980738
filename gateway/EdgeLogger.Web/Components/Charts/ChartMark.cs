namespace EdgeLogger.Web.Components.Charts;

/// <summary>
/// A label above a chart: what was noted at a place, or at several that lie too close together for a label each.
/// </summary>
/// <param name="At">Where, a share of the width, 0 to 1.</param>
/// <param name="Label">What stands there: a number, with a plus if there are more.</param>
/// <param name="Words">What was noted, for a person.</param>
/// <param name="Target">The id of the element that says it in full.</param>
public sealed record ChartMark(double At, string Label, string Words, string Target);
