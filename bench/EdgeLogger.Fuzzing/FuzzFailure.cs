namespace EdgeLogger.Fuzzing;

/// <summary>An input that did harm.</summary>
/// <param name="Target">Name of the target.</param>
/// <param name="Seed">The seed that makes the input.</param>
/// <param name="Input">The input.</param>
/// <param name="What">What happened.</param>
public sealed record FuzzFailure(string Target, ulong Seed, byte[] Input, string What);
