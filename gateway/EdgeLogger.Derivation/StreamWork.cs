using System.Collections.Generic;
using EdgeLogger.Derivation.Dating;

namespace EdgeLogger.Derivation;

/// <summary>What a worker does when a stream that it dates has grown.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Tests">The tests on it that are this worker's.</param>
/// <param name="Elsewhere">Those that are another's: which, and whose.</param>
internal sealed record StreamWork(
    DatedStream Stream, IReadOnlyList<ulong> Tests, IReadOnlyList<(ulong Test, int Worker)> Elsewhere);
