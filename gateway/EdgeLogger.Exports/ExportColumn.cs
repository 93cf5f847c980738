namespace EdgeLogger.Exports;

/// <summary>A column of an export.</summary>
/// <param name="Name">Its name, unit last.</param>
/// <param name="Type">What it holds.</param>
public sealed record ExportColumn(string Name, ColumnType Type);
