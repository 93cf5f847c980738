using System.Collections.Generic;
using EdgeLogger.Alerts.Book;

namespace EdgeLogger.Alerts.Backtesting;

/// <summary>What a backtest has found so far.</summary>
internal sealed class BacktestBook
{
    private readonly List<BacktestAlarm> _alarms = [];

    public IReadOnlyList<BacktestAlarm> Alarms => _alarms;

    /// <summary>Takes what would have changed, at a time of the record.</summary>
    public void Note(Change? change, double timeS, long? utcMs)
    {
        if (change is null)
        {
            return;
        }

        if (change.Kind == ChangeKind.Opened)
        {
            _alarms.Add(new BacktestAlarm(
                change.Verdict.Rule, change.Verdict.Subject, change.Severity, change.Verdict.Sentence, change.Verdict.Cycle,
                timeS, utcMs));
            return;
        }

        int open = _alarms.FindLastIndex(alarm =>
            alarm.OverTimeS is null && alarm.Rule == change.Verdict.Rule && alarm.Subject == change.Verdict.Subject);
        if (open >= 0)
        {
            _alarms[open] = _alarms[open] with { OverTimeS = timeS };
        }
    }
}
