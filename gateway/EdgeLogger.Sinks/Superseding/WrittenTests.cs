using System.Collections.Generic;
using System.Linq;
using System.Threading;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Sinks.Store;
using EdgeLogger.Sinks.Tags;

namespace EdgeLogger.Sinks.Superseding;

/// <summary>
/// What a server has of each test, held against what the tests are now. It is noted before the first point of it is sent, so that
/// a kill at any moment leaves no point that nobody knows of.
/// </summary>
internal sealed class WrittenTests
{
    private readonly SinkStore _store;
    private readonly TestPlans _plans;
    private readonly Lock _saving;
    private readonly Dictionary<ulong, WrittenTest> _tests;
    private readonly Dictionary<ulong, long> _revisions;
    private readonly Dictionary<(ulong Test, int Part), RowPoint> _last = [];
    private readonly Dictionary<ulong, WrittenTest> _superseded = [];
    private long _version = -1;

    /// <param name="store">Where it is kept.</param>
    /// <param name="plans">The tests as they are now.</param>
    /// <param name="saving">Held while the store is written to.</param>
    public WrittenTests(SinkStore store, TestPlans plans, Lock saving)
    {
        _store = store;
        _plans = plans;
        _saving = saving;
        _tests = store.TakeWritten().ToDictionary(written => written.Test);
        _revisions = new Dictionary<ulong, long>(store.Revisions());
        foreach (WrittenTest written in _tests.Values)
        {
            if (written.Test == 0)
            {
                _superseded.Add(0, written);
            }

            for (int part = 0; part < written.Parts.Count; part++)
            {
                if (written.Parts[part].Last is { } last)
                {
                    _last[(written.Test, part)] = last;
                }
            }
        }
    }

    /// <summary>The tests whose points on the server are others than those of today.</summary>
    public IReadOnlyCollection<WrittenTest> Superseded => _superseded.Values;

    /// <summary>The tags of a test.</summary>
    public TestTags TagsOf(ulong test, TestPlan? plan, string board, int slot) =>
        TestTags.Of(plan, board, slot) with { Revision = _revisions.GetValueOrDefault(test, 1) };

    /// <summary>Holds what was written against the tests, if they have changed; whether something is superseded.</summary>
    public bool Look()
    {
        long version = _plans.Version;
        // Before the book has been read nothing is known of any test.
        if (version != _version && (version > 0 || _plans.StreamsAreTests))
        {
            _version = version;
            foreach (WrittenTest written in _tests.Values.Where(written => written.Test != 0).ToArray())
            {
                Look(written);
            }
        }

        return _superseded.Count > 0;
    }

    /// <summary>Points of a test are about to be written; false: not before its old ones have left the server.</summary>
    /// <param name="test">The test.</param>
    /// <param name="plan">The plan that they are made by; null for a stream that is a test by itself.</param>
    /// <param name="tags">Their tags.</param>
    /// <param name="board">The board of rows whose segment names no slot.</param>
    /// <param name="slot">Their slot.</param>
    public bool Begin(ulong test, TestPlan? plan, TestTags tags, string board, int slot)
    {
        if (_superseded.ContainsKey(test))
        {
            return false;
        }

        if (!_tests.TryGetValue(test, out WrittenTest? written))
        {
            plan ??= TestPlan.OfStream(test);
            Put(new WrittenTest(test, tags, PartsOf(plan, board, slot)), known: 0);
            return true;
        }

        if (_plans.Version != _version)
        {
            Look();
        }

        return !_superseded.ContainsKey(test);
    }

    /// <summary>Points by some calibrations are about to be written; false: the test has others now.</summary>
    /// <param name="plan">The test that they are of, for which <see cref="Begin"/> has said yes.</param>
    /// <param name="part">The number of the segment, from 0.</param>
    /// <param name="board">The board of the rows.</param>
    /// <param name="slot">Their slot.</param>
    /// <param name="calibrations">By what they were taken.</param>
    public bool BeginWith(TestPlan plan, int part, string board, int slot, IReadOnlyList<RowCalibration> calibrations)
    {
        WrittenTest written = _tests[plan.Id];
        if (part >= written.Parts.Count)
        {
            return false;
        }

        for (int i = 0; i < calibrations.Count; i++)
        {
            if (!Recalibrations.Hold(plan.Recalibrations, board, slot, calibrations[i]))
            {
                return false;
            }

            if (written.Parts[part].Calibrations is { } known && !known.Contains(calibrations[i]))
            {
                written = written.With(part, calibrations[i]);
                Put(written, written.Parts.Count);
            }
        }

        return true;
    }

    /// <summary>
    /// Results of a test are about to be written; false: they were derived by calibrations that are others by now.
    /// </summary>
    public bool BeginWith(TestPlan plan, TestReach derived)
    {
        for (int part = 0; part < derived.Reached.Count && part < plan.Segments.Count; part++)
        {
            if (derived.Reached[part] is { Place: { } place } reach && !BeginWith(
                plan, part, place.Board, place.Slot, [.. reach.Calibrations.Select(used => used.Calibration)]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A row has been made a point.</summary>
    public void Wrote(ulong test, int part, RowPoint last) => _last[(test, part)] = last;

    /// <summary>The results that a server has of a test are not those of today.</summary>
    public void SupersedeResults(ulong test)
    {
        if (_tests.TryGetValue(test, out WrittenTest? written) && !_superseded.ContainsKey(test))
        {
            _superseded[test] = written with { OnlyResults = true };
        }
    }

    /// <summary>Notes how far rows were made points, when no more are made.</summary>
    public void SaveReach()
    {
        lock (_saving)
        {
            foreach (WrittenTest written in _tests.Values.Where(written => !_superseded.ContainsKey(written.Test)))
            {
                _store.Put(written with
                {
                    Parts = [.. written.Parts.Select((part, at) => part with
                    { Last = _last.TryGetValue((written.Test, at), out RowPoint last) ? last : null })],
                });
            }
        }
    }

    /// <summary>The tags that a test has now; null if there is no such test any more.</summary>
    public TestTags? TagsNow(WrittenTest written) => _plans.Find(written.Test) is { } plan
        ? TagsOf(written.Test, plan, FirstBoard(written), FirstSlot(written))
        : null;

    private void Look(WrittenTest written)
    {
        TestPlan? plan = _plans.Find(written.Test)
            ?? (_plans.IsTest(written.Test) ? TestPlan.OfStream(written.Test) : null);
        if (plan is null || !IsSame(written, plan))
        {
            _superseded[written.Test] = written;
            return;
        }

        WrittenPart[] parts = [.. PartsOf(plan, FirstBoard(written), FirstSlot(written)).Select((part, at) =>
            at < written.Parts.Count ? part with { Calibrations = written.Parts[at].Calibrations } : part)];
        if (!parts.Select(part => part.Segment).SequenceEqual(written.Parts.Select(part => part.Segment)))
        {
            Put(written with { Parts = parts }, written.Parts.Count);
        }
    }

    private bool IsSame(WrittenTest written, TestPlan plan) => plan.Segments.Count >= written.Parts.Count
        && TagsOf(written.Test, plan, FirstBoard(written), FirstSlot(written)) == written.Tags
        && written.Parts.Select((part, at) => (part with
        { Last = _last.TryGetValue((written.Test, at), out RowPoint last) ? last : null }).IsWithin(plan.Segments[at]))
            .All(isWithin => isWithin)
        && written.Parts.All(part => part.IsBy(plan.Recalibrations));

    private static string FirstBoard(WrittenTest written) => written.Parts.Count > 0 ? written.Parts[0].Board : "";

    private static int FirstSlot(WrittenTest written) => written.Parts.Count > 0 ? written.Parts[0].Slot : 0;

    private static WrittenPart[] PartsOf(TestPlan plan, string board, int slot) =>
        [.. plan.Segments.Select((segment, at) => (at < plan.Places.Count && plan.Places[at] is { } place
            ? new WrittenPart(segment, place.Board, place.Slot)
            : new WrittenPart(segment, board, slot)) with { Calibrations = [] })];

    private void Put(WrittenTest written, int known)
    {
        _tests[written.Test] = written;
        for (int part = known; part < written.Parts.Count; part++)
        {
            // No row of it is on the server.
            _last[(written.Test, part)] = new RowPoint(0, -1);
        }

        lock (_saving)
        {
            _store.Put(written);
        }
    }
}
