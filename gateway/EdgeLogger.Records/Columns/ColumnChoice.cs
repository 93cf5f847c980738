namespace EdgeLogger.Records.Columns;

/// <summary>A name under which a format may write a quantity.</summary>
/// <param name="Name">In lower case, underscores as spaces, without the unit.</param>
/// <param name="DefaultUnit">The unit where the header has none and the format has a fixed one; null if it must say.</param>
internal readonly record struct ColumnChoice(string Name, string? DefaultUnit = null);
