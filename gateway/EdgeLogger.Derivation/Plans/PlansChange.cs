using System.Collections.Generic;

namespace EdgeLogger.Derivation.Plans;

/// <summary>What a change of plans concerns; nothing else is to be looked at.</summary>
/// <param name="Tests">The tests whose plans may be others, or gone.</param>
/// <param name="Streams">The streams on which these tests are, or were.</param>
public sealed record PlansChange(IReadOnlyCollection<ulong> Tests, IReadOnlyCollection<ulong> Streams);
