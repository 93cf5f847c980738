using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Schemas;

namespace EdgeLogger.Derivation.Plans;

/// <summary>
/// The plans of all tests. A stream that no plan names is a test by itself, with the stream's number as its id. A change costs
/// what it concerns, however many plans there are. Thread-safe.
/// </summary>
public sealed class TestPlans
{
    private static readonly CellMetadata Unknown = new();

    private readonly Lock _gate = new();
    private volatile Book _book;
    private long _version;

    /// <param name="plans">The plans to begin with; null: none.</param>
    public TestPlans(IEnumerable<TestPlan>? plans = null) =>
        _book = (plans ?? []).Aggregate(Book.Empty, (book, plan) => book.With(plan));

    /// <summary>Raised after a change, on the thread that made it.</summary>
    public event Action<PlansChange>? Changed;

    /// <summary>Grows with each change; 0 before the first one.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>The plan of a test; null if there is none: it may still be a stream that is a test by itself.</summary>
    public TestPlan? Find(ulong test) => _book.Find(test);

    /// <summary>All plans, as they are now.</summary>
    public IEnumerable<TestPlan> All => _book.Plans.Values;

    /// <summary>Whether streams that no plan names are tests by themselves; else their rows wait for a plan.</summary>
    public bool StreamsAreTests { get; init; } = true;

    /// <summary>Whether a stream is a test by itself: no plan names it.</summary>
    public bool IsTest(ulong stream) => StreamsAreTests && !_book.IsNamed(stream);

    /// <summary>What is known of the cell of a test; nothing for a test without a plan.</summary>
    public CellMetadata MetadataOf(ulong test) => Find(test)?.Metadata ?? Unknown;

    /// <summary>A test with the name that it has now, and the slot that it is in or was in last.</summary>
    public TestKey Named(TestKey test) => Find(test.Id)?.Named(test) ?? test;

    /// <summary>The tests that rows of a stream belong to.</summary>
    public IReadOnlyList<TestPlan> On(ulong stream) =>
        _book.IsNamed(stream) || StreamsAreTests ? _book.On(stream) : [];

    /// <summary>
    /// The calibrations that are put right in rows of a stream: all tests on it are in its slot. Null: none, and for a file.
    /// </summary>
    public Recalibrations? RecalibrationsOn(ulong stream) =>
        On(stream).FirstOrDefault(plan => plan.IsInSlotWith(stream))?.Recalibrations;

    /// <summary>Changes some plans at once.</summary>
    /// <param name="plans">Plans that are new, or take the place of others.</param>
    /// <param name="removed">Tests that are no more.</param>
    /// <exception cref="ArgumentException">A plan has the id 0, or no segment.</exception>
    public void Change(IReadOnlyCollection<TestPlan> plans, IReadOnlyCollection<ulong>? removed = null)
    {
        ArgumentNullException.ThrowIfNull(plans);
        if (plans.FirstOrDefault(plan => plan.Id == 0 || plan.Segments.Count == 0) is { } none)
        {
            throw new ArgumentException($"The plan of test {none.Id:x16} has no id or no segment. Give it both.", nameof(plans));
        }

        HashSet<ulong> tests = [.. plans.Select(plan => plan.Id), .. removed ?? []];
        HashSet<ulong> streams = [];
        lock (_gate)
        {
            Book before = _book;
            Book after = before;
            foreach (ulong test in tests)
            {
                streams.UnionWith(StreamsOf(before.Find(test)));
                after = after.Without(test);
            }

            foreach (TestPlan plan in plans)
            {
                streams.UnionWith(StreamsOf(plan));
                after = after.With(plan);
            }

            // Streams that are tests by themselves no longer, or again.
            tests.UnionWith(streams.Where(stream => before.IsNamed(stream) != after.IsNamed(stream)));
            _book = after;
            Interlocked.Increment(ref _version);
        }

        Changed?.Invoke(new PlansChange(tests, streams));
    }

    private static IEnumerable<ulong> StreamsOf(TestPlan? plan) =>
        (plan?.Segments ?? []).Select(segment => segment.Stream).Distinct();

    private sealed record Book(
        ImmutableDictionary<ulong, TestPlan> Plans, ImmutableDictionary<ulong, ImmutableArray<TestPlan>> ByStream)
    {
        public static Book Empty { get; } = new(
            ImmutableDictionary<ulong, TestPlan>.Empty, ImmutableDictionary<ulong, ImmutableArray<TestPlan>>.Empty);

        public TestPlan? Find(ulong test) => Plans.GetValueOrDefault(test);

        public bool IsNamed(ulong stream) => ByStream.ContainsKey(stream);

        public ImmutableArray<TestPlan> On(ulong stream) =>
            ByStream.TryGetValue(stream, out ImmutableArray<TestPlan> plans) ? plans : [TestPlan.OfStream(stream)];

        /// <summary>The same with a plan of a test that has none.</summary>
        public Book With(TestPlan plan)
        {
            ImmutableDictionary<ulong, ImmutableArray<TestPlan>> byStream = ByStream;
            foreach (ulong stream in StreamsOf(plan))
            {
                IEnumerable<TestPlan> others = byStream.TryGetValue(stream, out ImmutableArray<TestPlan> there) ? there : [];
                byStream = byStream.SetItem(stream, [.. others.Append(plan).OrderBy(one => one.Id)]);
            }

            return new Book(Plans.Add(plan.Id, plan), byStream);
        }

        /// <summary>The same without the plan of a test, if it has one.</summary>
        public Book Without(ulong test)
        {
            ImmutableDictionary<ulong, ImmutableArray<TestPlan>> byStream = ByStream;
            foreach (ulong stream in StreamsOf(Find(test)))
            {
                ImmutableArray<TestPlan> left = [.. byStream[stream].Where(plan => plan.Id != test)];
                byStream = left.IsEmpty ? byStream.Remove(stream) : byStream.SetItem(stream, left);
            }

            return new Book(Plans.Remove(test), byStream);
        }
    }
}
