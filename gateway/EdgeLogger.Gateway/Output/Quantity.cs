using System;
using EdgeLogger.Cycles;

namespace EdgeLogger.Gateway.Output;

/// <summary>One number of a result, under one name wherever it is written.</summary>
/// <param name="Name">The name, the unit last; in JSON in lower case.</param>
/// <param name="Value">The number; null where it is not known.</param>
internal sealed record Quantity<T>(string Name, Func<T, CellMetadata, double?> Value);
