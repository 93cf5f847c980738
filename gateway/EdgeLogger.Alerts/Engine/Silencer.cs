using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Engine;

/// <summary>
/// Keeps the time of silences. Their ends are written as UTC; how long that is from now is worked out once, when one is first
/// seen, and kept by a clock that nobody sets.
/// </summary>
internal sealed class Silencer
{
    private readonly AlertBook _book;
    private readonly TimeProvider _time;
    private readonly Func<Subject, IReadOnlyList<string>> _namesOf;
    private readonly Dictionary<long, Running> _running = [];

    /// <param name="book">Where silences are.</param>
    /// <param name="time">The clock.</param>
    /// <param name="namesOf">What a silence may call a subject.</param>
    public Silencer(AlertBook book, TimeProvider time, Func<Subject, IReadOnlyList<string>> namesOf)
    {
        _namesOf = namesOf;
        _book = book;
        _time = time;
    }

    /// <summary>Reads what is new in the book, and ends what has run out.</summary>
    public void Refresh()
    {
        IReadOnlyList<Silence> known = _book.Silences();
        DateTimeOffset now = _time.GetUtcNow();
        foreach (Silence silence in known.Where(silence => !_running.ContainsKey(silence.Id)))
        {
            _running.Add(silence.Id, new Running(silence, _time.GetTimestamp(), silence.From - now, silence.Until - now));
        }

        // A rename has changed what a silence is about: how long it lasts is as it was.
        foreach (Silence silence in known.Where(silence => _running[silence.Id].Silence != silence))
        {
            _running[silence.Id] = _running[silence.Id] with { Silence = silence };
        }

        foreach (long ended in _running.Keys.Except(known.Select(silence => silence.Id)).ToArray())
        {
            _running.Remove(ended);
        }

        foreach (Running running in _running.Values.Where(
            running => _time.GetElapsedTime(running.SeenAt) >= running.Ends).ToArray())
        {
            _book.EndSilence(running.Silence.Id);
            _running.Remove(running.Silence.Id);
        }
    }

    /// <summary>Whether nobody is to be notified of this now.</summary>
    public bool Holds(string rule, Subject subject) => _running.Values.Any(running =>
        _time.GetElapsedTime(running.SeenAt) >= running.Begins && running.Silence.Covers(rule, _namesOf(subject)));

    private sealed record Running(Silence Silence, long SeenAt, TimeSpan Begins, TimeSpan Ends);
}
