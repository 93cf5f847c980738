using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Alerts.Engine;

/// <content>
/// Tests that are over. A lab has many more of them than running ones, and nothing comes of them; their cycles are gone through
/// after those of running tests, some at a time, so that alarms and the page do not wait for them.
/// </content>
internal sealed partial class AlertEngine
{
    private const int CyclesATurn = 5_000;

    private readonly Dictionary<ulong, TestKey[]> _waiting = [];
    private readonly Queue<ulong> _toLookBackAt = [];

    // Of those that wait: all that the log has of them is stored.
    private readonly HashSet<ulong> _isUp = [];

    /// <summary>Goes through some of the tests that are over, and have not been looked at since the rules were loaded.</summary>
    public void LookBack()
    {
        int cycles = 0;
        while (cycles < CyclesATurn && _toLookBackAt.TryPeek(out ulong test))
        {
            cycles += LookBackAt(test);
            _toLookBackAt.Dequeue();
        }
    }

    /// <summary>
    /// Tests of a cohort are compared with each other: all of them are gone through before anything is concluded.
    /// </summary>
    private IEnumerable<TestKey[]> JudgedTogether(IReadOnlyList<TestKey> tests)
    {
        ILookup<string, TestKey> ofCohort = tests.ToLookup(
            test => _sources.CohortOf(test) is var cohort && _cycles.Judges(cohort) ? cohort : "");
        return ofCohort.SelectMany(cohort => cohort.Key.Length == 0 ? cohort.Chunk(1) : [[.. cohort]]);
    }

    private void Wait(TestKey[] together)
    {
        foreach (TestKey test in together)
        {
            _waiting.Add(test.Id, together);
        }

        _toLookBackAt.Enqueue(together[0].Id);
    }

    /// <summary>Goes through the stored cycles of a test that waits for it, and of those that it is compared with.</summary>
    /// <returns>How many there were; 0 if it does not wait.</returns>
    private int LookBackAt(ulong test)
    {
        if (!_waiting.TryGetValue(test, out TestKey[]? together))
        {
            return 0;
        }

        List<Unjudged> unjudged = GoThrough([.. together.Where(one => !_again.Contains(one.Id))], hasBegun: true);
        Write(_conditions.Reconcile(_book.OpenAlerts(), [.. unjudged.Select(one => Subject.Of(one.Cell))]), []);
        foreach (TestKey one in together)
        {
            _waiting.Remove(one.Id);
        }

        unjudged.ForEach(one => Take(one.Cell, one.Cycles));
        foreach (ulong one in together.Select(one => one.Id).Where(one => _isUp.Remove(one) && _again.Contains(one)).ToArray())
        {
            CyclesAreBack(one);
            _again.Remove(one);
        }

        return 1 + together.Sum(one => SeenOf(one.Id).Cycle);
    }

    /// <summary>Takes in silence what was judged before.</summary>
    /// <returns>The cycles that were not.</returns>
    private List<Unjudged> GoThrough(TestKey[] tests, bool hasBegun)
    {
        List<Unjudged> unjudged = [];
        foreach (TestKey test in tests)
        {
            IReadOnlyList<Cycle> cycles = ToJudge(test.Id);
            if (hasBegun && !IsAsJudged(test.Id, cycles))
            {
                // It is being derived again, or was while nobody judged: nothing is concluded before all of it is there.
                _again.Add(test.Id);
                continue;
            }

            int judged = hasBegun ? JudgedOf(test.Id)?.Cycle ?? 0 : int.MaxValue;
            TakeInSilence(test, cycles.Where(cycle => cycle.Number <= judged));
            // Not all of them: those of ten thousand tests do not fit into memory.
            unjudged.Add(new Unjudged(test, [.. cycles.Where(cycle => cycle.Number > judged)]));
        }

        return unjudged;
    }

    private readonly record struct Unjudged(TestKey Cell, Cycle[] Cycles);
}
