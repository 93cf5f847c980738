using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Sinks.Reading;

/// <summary>
/// When half cycles ended. One that the board could not date is dated by the half cycle before it, or, where there is none, by the
/// arrival of the stream's first frame; both say so. Later results change nothing about it, so that a second writing gives the same time.
/// </summary>
internal sealed class ResultDates
{
    private readonly IReadOnlyList<StoredHalf> _halves;
    private readonly long _firstFrameUtcMinusUptimeMs;

    /// <param name="halves">A cell's half cycles in order.</param>
    /// <param name="firstFrameUtcMinusUptimeMs">Arrival of the cell's first frame minus its uptime: where the cell's clock began.</param>
    public ResultDates(IReadOnlyList<StoredHalf> halves, long firstFrameUtcMinusUptimeMs)
    {
        _halves = halves;
        _firstFrameUtcMinusUptimeMs = firstFrameUtcMinusUptimeMs;
    }

    /// <summary>The end of a step, Unix ms, and whether it is not the board's own word.</summary>
    public (long UtcMs, bool ByArrival) EndOf(StoredStep stored)
    {
        if (stored.EndUtcMs is { } knownUtcMs)
        {
            return (knownUtcMs, false);
        }

        // By the last half cycle before it that the board could date.
        StoredHalf? before = _halves.LastOrDefault(half => half.EndUtcMs is not null && half.Half.EndS <= stored.Step.EndS);
        long cellStartUtcMs = before is null ? _firstFrameUtcMinusUptimeMs : before.EndUtcMs!.Value - (long)double.Round(before.Half.EndS * 1000);
        return (cellStartUtcMs + (long)double.Round(stored.Step.EndS * 1000), true);
    }

    /// <summary>The end of a half cycle, Unix ms, and whether it is not the board's own word.</summary>
    public (long UtcMs, bool ByArrival) EndOf(HalfCycle half)
    {
        for (int i = half.Index; i >= 0; i--)
        {
            if (_halves[i].EndUtcMs is { } knownUtcMs)
            {
                return (knownUtcMs + (long)double.Round((half.EndS - _halves[i].Half.EndS) * 1000), i != half.Index);
            }
        }

        return (_firstFrameUtcMinusUptimeMs + (long)double.Round(half.EndS * 1000), true);
    }
}
