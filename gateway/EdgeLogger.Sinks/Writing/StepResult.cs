namespace EdgeLogger.Sinks.Writing;

/// <summary>How a step of a sink went.</summary>
/// <param name="Points">Points the server has accepted.</param>
/// <param name="HasMore">There is more to write at once.</param>
/// <param name="MustStartOver">The server was gone: go back to the saved cursors.</param>
internal readonly record struct StepResult(int Points, bool HasMore, bool MustStartOver);
