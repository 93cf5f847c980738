namespace EdgeLogger.Sinks.Store;

/// <summary>How many of a stream's steps are on a server.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="Steps">Steps the server has: the first ones.</param>
/// <param name="LastEndS">End of the last of them, s; another one means that they were derived anew and are to be written again.</param>
internal readonly record struct StepCursor(ulong StreamId, int Steps, double LastEndS);
