using System;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Rules;

namespace EdgeLogger.Alerts.Engine;

/// <summary>
/// How one rule finds one subject, and whether there is an alert of it. All times are of a clock that nobody sets: a step of UTC
/// neither opens nor closes anything.
/// </summary>
internal sealed class Condition
{
    private readonly AlertRule _rule;
    private readonly TimeProvider _time;
    private int _agreeing;
    private long? _since;
    private long _heardAt;
    private long? _fedSince;
    private bool _isConfirmed = true;

    public Condition(AlertRule rule, Subject subject, TimeProvider time)
    {
        _rule = rule;
        _time = time;
        Subject = subject;
        _heardAt = time.GetTimestamp();
    }

    /// <summary>
    /// What judges rows and boards begins again with the gateway. An alert of before is over if it is not found again for this
    /// long, while its subject is heard of.
    /// </summary>
    public static TimeSpan ConfirmWithin { get; } = TimeSpan.FromMinutes(15);

    public Subject Subject { get; }

    public string Rule => _rule.Name;

    /// <summary>Its alert stays until somebody answers.</summary>
    public bool IsQuestion => _rule.Kind.IsQuestion;

    /// <summary>There is an alert.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>There is an alert, and nothing has been heard of its subject for longer than the rule allows.</summary>
    public bool IsStale { get; private set; }

    /// <summary>What was found last; null before anything was.</summary>
    public Verdict? Last { get; private set; }

    /// <summary>Resumes an alert that the book has open.</summary>
    /// <param name="isConfirmed">What judges has found it by itself, or will from what is stored.</param>
    public void Adopt(bool isConfirmed)
    {
        IsOpen = true;
        _isConfirmed = isConfirmed;
    }

    /// <summary>Takes what was found; a change if the alert opens or is over with it.</summary>
    public Change? Take(Verdict verdict)
    {
        Heard();
        Last = verdict;
        _isConfirmed = true;
        bool? wanted = verdict.State switch { DetectionState.Abnormal => true, DetectionState.Clear => false, _ => null };
        if (wanted is null || wanted == IsOpen)
        {
            _agreeing = 0;
            _since = null;
            return null;
        }

        _agreeing++;
        _since ??= _time.GetTimestamp();
        return TurnIfDue();
    }

    /// <summary>Something has come from the subject.</summary>
    public void Heard()
    {
        _heardAt = _time.GetTimestamp();
        _fedSince ??= _heardAt;
    }

    /// <summary>Looks at the clock; a change if the alert opens or is over by it.</summary>
    public Change? Tick()
    {
        if (_since is not null && TurnIfDue() is { } turned)
        {
            return turned;
        }

        if (IsOpen && !_isConfirmed && _fedSince is { } since && _time.GetElapsedTime(since) >= ConfirmWithin)
        {
            return Over($"not found again within {Duration.Text(ConfirmWithin)} after a start of the gateway");
        }

        bool isLate = IsOpen && _rule.StaleAfter > TimeSpan.Zero && _time.GetElapsedTime(_heardAt) >= _rule.StaleAfter;
        if (isLate && _rule.StaleCloses)
        {
            return Over($"nothing was heard for {Duration.Text(_rule.StaleAfter)}: closed as stale, not as recovered");
        }

        IsStale = isLate;
        return null;
    }

    private Change? TurnIfDue()
    {
        Persistence wanted = IsOpen ? _rule.CloseAfter : _rule.OpenAfter;
        if (_agreeing < wanted.Verdicts || _time.GetElapsedTime(_since!.Value) < wanted.Time)
        {
            return null;
        }

        IsOpen = !IsOpen;
        _agreeing = 0;
        _since = null;
        return new Change(Last!, _rule.Severity, IsOpen ? ChangeKind.Opened : ChangeKind.Over, Held: false);
    }

    /// <summary>The alert is over, for a reason that its detector does not know.</summary>
    public Change Over(string sentence)
    {
        IsOpen = false;
        IsStale = false;
        _isConfirmed = true;
        return new Change(Ending.Of(_rule.Name, Subject, sentence), _rule.Severity, ChangeKind.Over, Held: false);
    }
}
