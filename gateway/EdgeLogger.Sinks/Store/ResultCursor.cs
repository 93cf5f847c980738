namespace EdgeLogger.Sinks.Store;

/// <summary>How many of a stream's results are on a server.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="Halves">Half cycles the server has: the first ones.</param>
/// <param name="Cycles">Cycles the server has: the first ones.</param>
/// <param name="Fingerprint">Of those results; another one means that they were derived anew and are to be written again.</param>
internal readonly record struct ResultCursor(ulong StreamId, int Halves, int Cycles, long Fingerprint);
