using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Engine;
using EdgeLogger.Alerts.Notify;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Alerts.Tests.Engine;

/// <summary>An engine on a folder of the test's own, with one notifier whose outbox is looked at.</summary>
internal sealed class EngineUnderTest : IDisposable
{
    public const string Receiver = "phone";

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-alerts-").FullName;
    private readonly DerivedStore _store;

    public EngineUnderTest(string rules = "")
    {
        Rules = Parse($"notifiers: [{{name: {Receiver}, kind: webhook, url: 'http://receiver.example/'}}]\n{rules}");
        _store = DerivedStore.Open(_directory);
        Book = AlertBook.Open(_directory, Time);
        Engine = new AlertEngine(_store, Book, Sources, Time);
    }

    public ManualTime Time { get; } = new();

    /// <summary>What tests are called now, by id; others have the names of their keys.</summary>
    public Dictionary<ulong, string> Names { get; } = [];

    /// <summary>Why rows of a test come no more, by id.</summary>
    public Dictionary<ulong, string> Over { get; } = [];

    /// <summary>Why rows of a test are another's, by id; none of its rows is its own then.</summary>
    public Dictionary<ulong, string> Others { get; } = [];

    /// <summary>Tests that there are no more.</summary>
    public HashSet<ulong> Gone { get; } = [];

    public RuleSet Rules { get; private set; }

    public AlertBook Book { get; private set; }

    public AlertEngine Engine { get; private set; }

    private AlertSources Sources => new()
    {
        Named = test => Names.TryGetValue(test.Id, out string? name) ? test with { Name = name } : test,
        CellOf = test => Names.TryGetValue(test, out string? name) ? name.Split(',')[0] : "",
        PathOf = test => Names.TryGetValue(test, out string? name) ? PagePath.OfTest(name.Split(',')[0], 1) : "",
        CohortOf = _ => "batch-A",
        WhyOver = test => Over.GetValueOrDefault(test),
        IsTest = test => !Gone.Contains(test),
        WhyNotOf = (test, _) => Others.GetValueOrDefault(test),
    };

    /// <summary>Notices posted so far, the oldest first.</summary>
    public IReadOnlyList<Notice> Notices => [.. Book.Outbox.Unsent(Receiver).Select(entry => entry.Notice)];

    /// <summary>A rule set in which two rules are at work: what the others find is not this test's.</summary>
    public static RuleSet Parse(string text)
    {
        RuleSet set = RuleFile.Parse("alerts.yaml", text);
        return set with { Rules = [.. set.Rules.Where(rule => rule.Name is "capacity-retention" or "temperature-limits")] };
    }

    /// <summary>Ends it as a crash would, and starts it again on the same folder, with these rules or those of before.</summary>
    public void Restart(RuleSet? rules = null)
    {
        Rules = rules ?? Rules;
        Book.Dispose();
        Book = AlertBook.Open(_directory, Time);
        Engine = new AlertEngine(_store, Book, Sources, Time);
        Engine.Load(Rules);
    }

    /// <summary>Lets time pass, looking at the clock as the service does.</summary>
    public void Pass(TimeSpan time)
    {
        TimeSpan step = TimeSpan.FromSeconds(Math.Max(1, time.TotalSeconds / 250));
        for (TimeSpan passed = TimeSpan.Zero; passed < time; passed += step)
        {
            Time.Pass(step);
            Engine.Tick();
        }
    }

    public static TestKey Cell(int number) => new((ulong)(100 + number), $"bench-{number:00}", 0);

    /// <summary>Cycles that are stored and, unless the gateway dies before it, judged.</summary>
    public void Close(TestKey cell, int first, int count, double ah, bool judge = true, bool provisional = false)
    {
        Cycle[] cycles = [.. Enumerable.Range(first, count)
            .Select(number => TestCycles.Cycle(number, ah) with { Provisional = provisional })];
        Store(cell, cycles);
        if (judge)
        {
            Engine.Take(cell, cycles);
        }
    }

    /// <summary>The test is derived again, and gives cycles of these capacities.</summary>
    public void DeriveAgain(TestKey cell, params double[] ah)
    {
        Engine.Begun(new TestBegun(cell.Id, IsFromStart: true));
        Engine.Take(cell, Write(cell, ah));
        Engine.CaughtUp(cell.Id, []);
    }

    /// <summary>Stored results of a test are cycles of these capacities, and no others.</summary>
    public Cycle[] Write(TestKey cell, params double[] ah)
    {
        Cycle[] cycles = [.. ah.Select((each, at) => TestCycles.Cycle(at + 1, each))];
        _store.Forget(cell.Id);
        Store(cell, cycles);
        return cycles;
    }

    public static Verdict Verdict(string rule, Subject subject, DetectionState state, string sentence = "as it is") => new()
    {
        Rule = rule,
        Subject = subject,
        State = state,
        Value = 61,
        Threshold = 60,
        Unit = "degC",
        Severity = Severity.Warning,
        Sentence = sentence,
        Evidence = state == DetectionState.Clear
            ? null
            : new Evidence([], "time / s", "temperature / degC", [new EvidenceSeries("measured", false, [1, 2], [59, 61])]),
    };

    public void Dispose()
    {
        Book.Dispose();
        _store.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private void Store(TestKey cell, Cycle[] cycles)
    {
        StoredHalf[] halves = [.. cycles.SelectMany(cycle => (HalfCycle[])[cycle.Charge!, cycle.Discharge!])
            .Select(half => StoredHalf.Of(half, TestDates.Empty))];
        _store.Write([new CellUpdate(cell, halves, cycles, [])]);
    }
}
