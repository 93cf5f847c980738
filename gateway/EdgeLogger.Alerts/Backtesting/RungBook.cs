using System.Collections.Generic;
using EdgeLogger.Alerts.Book;

namespace EdgeLogger.Alerts.Backtesting;

/// <summary>What a backtest has found so far.</summary>
internal sealed class RungBook
{
    private readonly List<BacktestRing> _rings = [];

    public IReadOnlyList<BacktestRing> Rings => _rings;

    /// <summary>Takes what would have changed, at a time of the record.</summary>
    public void Note(Change? change, double timeS, long? utcMs)
    {
        if (change is null)
        {
            return;
        }

        if (change.Opens)
        {
            _rings.Add(new BacktestRing(
                change.Verdict.Rule, change.Verdict.Subject, change.Severity, change.Verdict.Sentence, change.Verdict.Cycle, timeS, utcMs));
            return;
        }

        int open = _rings.FindLastIndex(ring =>
            ring.OverTimeS is null && ring.Rule == change.Verdict.Rule && ring.Subject == change.Verdict.Subject);
        if (open >= 0)
        {
            _rings[open] = _rings[open] with { OverTimeS = timeS };
        }
    }
}
