using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Derivation.Plans;

/// <summary>
/// The plans of all tests. A stream that no plan names is a test by itself, with the stream's number as its id. Thread-safe.
/// </summary>
public sealed class TestPlans
{
    private static readonly CellMetadata Unknown = new();

    private readonly Lock _gate = new();
    private volatile Book _book;

    /// <param name="plans">The plans to begin with; null: none.</param>
    public TestPlans(IEnumerable<TestPlan>? plans = null) => _book = new Book(plans ?? []);

    /// <summary>
    /// Raised after a change, on the thread that made it, with the ids of the tests whose plans may be others, or gone.
    /// </summary>
    public event Action<IReadOnlyCollection<ulong>>? Changed;

    /// <summary>The plan of a test; null if there is none: it may still be a stream that is a test by itself.</summary>
    public TestPlan? Find(ulong test) => _book.Find(test);

    /// <summary>Whether streams that no plan names are tests by themselves; else their rows wait for a plan.</summary>
    public bool StreamsAreTests { get; init; } = true;

    /// <summary>Whether a stream is a test by itself: no plan names it.</summary>
    public bool IsTest(ulong stream) => StreamsAreTests && !_book.IsNamed(stream);

    /// <summary>What is known of the cell of a test; nothing for a test without a plan.</summary>
    public CellMetadata MetadataOf(ulong test) => Find(test)?.Metadata ?? Unknown;

    /// <summary>The tests that rows of a stream belong to.</summary>
    public IReadOnlyList<TestPlan> On(ulong stream) =>
        _book.IsNamed(stream) || StreamsAreTests ? _book.On(stream) : [];

    /// <summary>Changes some plans at once.</summary>
    /// <param name="plans">Plans that are new, or take the place of others.</param>
    /// <param name="removed">Tests that are no more.</param>
    /// <exception cref="ArgumentException">A plan has the id 0, or no segment.</exception>
    public void Change(IReadOnlyCollection<TestPlan> plans, IReadOnlyCollection<ulong>? removed = null)
    {
        ArgumentNullException.ThrowIfNull(plans);
        if (plans.FirstOrDefault(plan => plan.Id == 0 || plan.Segments.Count == 0) is { } none)
        {
            throw new ArgumentException($"The plan '{none.Label}' has no id or no segment. Give it both.", nameof(plans));
        }

        HashSet<ulong> changed = [.. plans.Select(plan => plan.Id), .. removed ?? []];
        lock (_gate)
        {
            Book before = _book;
            _book = new Book([.. before.All.Where(plan => !changed.Contains(plan.Id)), .. plans]);
            // Streams that are tests by themselves no longer, or again.
            changed.UnionWith(before.Named.Except(_book.Named).Concat(_book.Named.Except(before.Named)));
        }

        Changed?.Invoke(changed);
    }

    private sealed class Book
    {
        private readonly FrozenDictionary<ulong, TestPlan> _plans;
        private readonly FrozenDictionary<ulong, TestPlan[]> _byStream;

        public Book(IEnumerable<TestPlan> plans)
        {
            _plans = plans.ToFrozenDictionary(plan => plan.Id);
            _byStream = _plans.Values.SelectMany(plan => plan.Segments.Select(segment => (segment.Stream, Plan: plan))).Distinct()
                .GroupBy(one => one.Stream, one => one.Plan)
                .ToFrozenDictionary(one => one.Key, one => one.OrderBy(plan => plan.Id).ToArray());
        }

        public IEnumerable<TestPlan> All => _plans.Values;

        public IEnumerable<ulong> Named => _byStream.Keys;

        public TestPlan? Find(ulong test) => _plans.GetValueOrDefault(test);

        public bool IsNamed(ulong stream) => _byStream.ContainsKey(stream);

        public TestPlan[] On(ulong stream) =>
            _byStream.TryGetValue(stream, out TestPlan[]? plans) ? plans : [TestPlan.OfStream(stream)];
    }
}
