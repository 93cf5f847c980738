using System.Collections.Generic;

namespace EdgeLogger.Traces;

/// <summary>What has changed in a stream's pyramid.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Next">The first frame that is not in it.</param>
/// <param name="Spans">Spans by level and number.</param>
/// <param name="Boots">Boots that began, and where, Unix ms.</param>
internal sealed record TraceUpdate(
    ulong Stream, long Next, IReadOnlyDictionary<(int Level, long Span), TraceSpan> Spans, IReadOnlyDictionary<uint, long> Boots);
