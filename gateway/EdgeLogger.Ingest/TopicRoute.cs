namespace EdgeLogger.Ingest;

/// <summary>Who says what on a topic.</summary>
/// <param name="Kind">What; None where the topic is not ours or its board id is none.</param>
/// <param name="Board">Who; "" where <paramref name="Kind"/> is None.</param>
internal readonly record struct TopicRoute(TopicKind Kind, string Board);
