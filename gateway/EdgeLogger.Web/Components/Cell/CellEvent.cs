namespace EdgeLogger.Web.Components.Cell;

/// <summary>Something that happened to a cell.</summary>
/// <param name="UtcMs">When, Unix ms; null if the board did not know.</param>
/// <param name="Kind">What it is, in a word or two.</param>
/// <param name="Text">More about it.</param>
/// <param name="IsBad">It should not have happened.</param>
public sealed record CellEvent(long? UtcMs, string Kind, string Text, bool IsBad = false);
