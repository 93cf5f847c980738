using System;
using System.Collections.Generic;

namespace EdgeLogger.FuzzBench;

/// <summary>What is tried, and for how long.</summary>
/// <param name="For">How long in all; shared by the targets.</param>
/// <param name="Seed">The seed of each target's first input.</param>
/// <param name="Targets">Names of the targets.</param>
internal sealed record FuzzOptions(TimeSpan For, ulong Seed, IReadOnlyList<string> Targets);
