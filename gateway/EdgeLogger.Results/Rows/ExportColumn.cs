using EdgeLogger.Results.Quantities;

namespace EdgeLogger.Results.Rows;

/// <summary>A column of a file.</summary>
/// <param name="Name">Its name, unit last.</param>
/// <param name="Type">What it holds.</param>
public sealed record ExportColumn(string Name, QuantityType Type);
