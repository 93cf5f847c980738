using System.Collections.Generic;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Derivation.Store;

/// <summary>What a test's stored results were derived from.</summary>
/// <param name="Segments">All segments of its plan then.</param>
/// <param name="Reached">How far each was derived, up to the last that had rows.</param>
public sealed record TestReach(IReadOnlyList<TestSegment> Segments, IReadOnlyList<SegmentReach> Reached);
