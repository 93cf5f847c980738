namespace EdgeLogger.Results.Notes;

/// <summary>When a closed cycle was.</summary>
/// <param name="Number">Its number in the test, from 1.</param>
/// <param name="StartUtcMs">Its begin, Unix ms; null: not known.</param>
/// <param name="EndUtcMs">Its end, Unix ms; null: not known.</param>
public readonly record struct CycleSpan(int Number, long? StartUtcMs, long? EndUtcMs);
