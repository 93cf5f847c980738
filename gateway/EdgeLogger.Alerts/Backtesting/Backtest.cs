using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Engine;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Alerts.Backtesting;

/// <summary>
/// Runs rules over what a gateway has recorded, by the same judges and the same states as live, but on the record's own clock:
/// what would have been raised, and when. Boards' rules are left out: what boards said of themselves is not recorded. Changes
/// nothing; also while the gateway runs.
/// </summary>
/// <param name="rules">The rules; those that are not at work are left out.</param>
/// <param name="directory">The data directory, which holds the log.</param>
/// <param name="store">The results.</param>
/// <param name="cohortOf">A test's cohort; empty if it is of none.</param>
public sealed class Backtest(RuleSet rules, string directory, DerivedStore store, Func<TestKey, string> cohortOf)
{
    // How often states that wait for time look at the record's clock, s.
    private const double TickEveryS = 10;
    private const int RowsBetweenLooks = 4096;

    private readonly BacktestBook _book = new();
    private readonly AlertSources _sources = new() { CohortOf = cohortOf };
    private double _share;

    /// <summary>How much has been gone through, 0 to 1. May be read from any thread.</summary>
    public double Share => Volatile.Read(ref _share);

    /// <summary>Goes through the cells' records.</summary>
    /// <param name="cells">The cells; cohorts are judged by those of them that are among these.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What would have been raised, the earliest first for each cell.</returns>
    /// <exception cref="FrameLog.FrameLogException">The log cannot be read.</exception>
    public IReadOnlyList<BacktestAlarm> Run(IReadOnlyList<TestKey> cells, CancellationToken cancellationToken)
    {
        for (int i = 0; i < cells.Count; i++)
        {
            RunCell(cells[i], i, cells.Count, cancellationToken);
        }

        RunCohorts(cells, cancellationToken);
        Volatile.Write(ref _share, 1);
        return _book.Alarms;
    }

    private RuleSet OfFeed(params DetectorFeed[] feeds) =>
        rules with { Rules = [.. rules.Rules.Where(rule => feeds.Contains(rule.Kind.Feed))] };

    private void RunCell(TestKey cell, int index, int count, CancellationToken cancellationToken)
    {
        RuleSet own = OfFeed(DetectorFeed.Cycles, DetectorFeed.Rows);
        RecordClock clock = new();
        Conditions conditions = new(own, clock);
        CycleJudges cycles = new(own, _sources);
        DatedRow row = default;
        RowJudges rows = new(own, _sources, verdict => _book.Note(conditions.Take(verdict), row.TimeS, row.UtcMs));
        Queue<Cycle> closed = new(store.Cycles(cell.Id).Where(CycleJudges.IsToJudge).OrderBy(EndS));
        using TestRowReader reader = TestRowReader.Open(directory, store, cell.Id, cancellationToken);
        double tickedS = double.NegativeInfinity;
        for (long read = 0; reader.TryRead(out row); read++)
        {
            clock.TimeS = row.TimeS;
            rows.OnRow(cell, default, true, row.TimeS, row.UtcMs, row.Row);
            while (closed.TryPeek(out Cycle? cycle) && EndS(cycle) <= row.TimeS)
            {
                Take(cycles.Take(cell, closed.Dequeue()), conditions, row.TimeS, row.UtcMs);
            }

            if (row.TimeS - tickedS >= TickEveryS)
            {
                tickedS = row.TimeS;
                Tick(conditions, cell, row.TimeS, row.UtcMs);
            }

            if (read % RowsBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Volatile.Write(ref _share, (index + reader.Share) / count);
            }
        }
    }

    // As all cells were started when they were: a cohort's cycles come in the order in which they closed.
    private void RunCohorts(IReadOnlyList<TestKey> cells, CancellationToken cancellationToken)
    {
        RuleSet cohorts = OfFeed(DetectorFeed.Cohorts);
        if (!cohorts.Rules.Any(rule => rule.Enabled))
        {
            return;
        }

        Conditions conditions = new(cohorts, new RecordClock());
        CycleJudges judges = new(cohorts, _sources);
        IEnumerable<(TestKey Cell, Cycle Cycle, long? UtcMs)> all = cells.SelectMany(Dated)
            .OrderBy(one => one.UtcMs ?? long.MaxValue).ThenBy(one => one.Cycle.Number);
        foreach ((TestKey cell, Cycle cycle, long? utcMs) in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Take(judges.Take(cell, cycle), conditions, EndS(cycle), utcMs);
        }
    }

    private IEnumerable<(TestKey Cell, Cycle Cycle, long? UtcMs)> Dated(TestKey cell)
    {
        Dictionary<double, long?> utcOf = [];
        foreach (StoredHalf half in store.Halves(cell.Id))
        {
            utcOf[half.Half.EndS] = half.EndUtcMs;
        }

        return store.Cycles(cell.Id).Where(CycleJudges.IsToJudge)
            .Select(cycle => (cell, cycle, utcOf.GetValueOrDefault(EndS(cycle))));
    }

    private void Take(List<Verdict> verdicts, Conditions conditions, double timeS, long? utcMs)
    {
        foreach (Verdict verdict in verdicts)
        {
            _book.Note(conditions.Take(verdict), timeS, utcMs);
        }
    }

    private void Tick(Conditions conditions, TestKey cell, double timeS, long? utcMs)
    {
        conditions.Heard(Subject.Of(cell));
        foreach (Change change in conditions.Tick())
        {
            _book.Note(change, timeS, utcMs);
        }
    }

    private static double EndS(Cycle cycle) => Math.Max(cycle.Charge?.EndS ?? 0, cycle.Discharge?.EndS ?? 0);
}

/// <summary>An alarm that would have been raised.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Severity">As the rule says.</param>
/// <param name="Sentence">What would have been sent.</param>
/// <param name="Cycle">The cycle with which it was raised; null for rows.</param>
/// <param name="TimeS">When, on the cell's clock, s.</param>
/// <param name="UtcMs">The same in UTC, Unix ms; null if the board did not know.</param>
/// <param name="OverTimeS">When it would have been over, s; null if it would still be open.</param>
public sealed record BacktestAlarm(
    string Rule, Subject Subject, Severity Severity, string Sentence, int? Cycle, double TimeS, long? UtcMs,
    double? OverTimeS = null);

/// <summary>The clock of a record: what waits for a minute waits for a minute of the record.</summary>
internal sealed class RecordClock : TimeProvider
{
    /// <summary>Where the record stands, s.</summary>
    public double TimeS { get; set; }

    public override long TimestampFrequency => 1_000_000;

    public override long GetTimestamp() => (long)(TimeS * TimestampFrequency);
}
