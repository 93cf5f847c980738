using EdgeLogger.Derivation.Schemas;

namespace EdgeLogger.Sinks.Reading;

/// <summary>How a stream's frames become points.</summary>
/// <param name="Schema">What the codes mean.</param>
/// <param name="Points">What the cell's points look like.</param>
internal sealed record StreamMeaning(StreamSchema Schema, CellPoints Points);
