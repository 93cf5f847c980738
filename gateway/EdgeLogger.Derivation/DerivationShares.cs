using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Derivation.Dating;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Derivation;

/// <summary>What the workers share, and which of them does what. Thread-safe.</summary>
internal sealed class DerivationShares(int workers, TestPlans plans)
{
    private readonly ConcurrentDictionary<ulong, int> _owners = new();
    private readonly ConcurrentQueue<ChangedPart>[] _changed =
        [.. Enumerable.Range(0, workers).Select(_ => new ConcurrentQueue<ChangedPart>())];

    private DerivationWorker[] _workers = [];

    /// <summary>Called after a stream has been dated further; null: nobody asks.</summary>
    public Action<ulong>? StreamDated { get; set; }

    /// <summary>The plans of the tests.</summary>
    public TestPlans Plans { get; } = plans;

    /// <summary>The streams, each as far as its worker has dated it.</summary>
    public DatedStreams Streams { get; } = new();

    /// <summary>How every test stands now.</summary>
    public ConcurrentDictionary<ulong, CellSnapshot> Snapshots { get; } = new();

    /// <summary>The streams whose frames wait for a schema now.</summary>
    public ConcurrentDictionary<ulong, WaitingFrames> Waiting { get; } = new();

    /// <summary>The workers, by number.</summary>
    public void Begin(DerivationWorker[] all) => _workers = all;

    /// <summary>The plan of a test; null if it has been removed, or never was.</summary>
    public TestPlan? PlanOf(ulong test) => Plans.Find(test)
        ?? (Plans.IsTest(test) && !Streams.IsAbsent(test) ? TestPlan.OfStream(test) : null);

    /// <summary>The worker that dates a stream.</summary>
    public int WorkerOf(ulong stream) =>
        // Ids are random, but for their low bits in tests: spread all of them.
        (int)(((stream * 0x9E3779B97F4A7C15) >> 32) % (ulong)workers);

    /// <summary>
    /// The worker that derives a test: that of the stream on which it runs, and the same one as long as the program runs.
    /// </summary>
    public int WorkerOf(TestPlan plan) =>
        _owners.TryGetValue(plan.Id, out int owner) ? owner : _owners.GetOrAdd(plan.Id, WorkerOf(plan.Segments[^1].Stream));

    /// <summary>A worker has something to do for a test.</summary>
    public void Notify(int worker, ulong test) => _workers[worker].Notify(test);

    /// <summary>Plans of tests have changed, or are gone.</summary>
    public void PlansChanged(PlansChange change)
    {
        HashSet<int> concerned = [];
        // Streams first: which tests are on them is asked again before the tests go on.
        foreach (ulong stream in change.Streams)
        {
            Add(WorkerOf(stream), new ChangedPart(IsTest: false, stream));
        }

        foreach (ulong test in change.Tests)
        {
            int owner = PlanOf(test) is { } plan ? WorkerOf(plan) : _owners.GetValueOrDefault(test, WorkerOf(test));
            Add(owner, new ChangedPart(IsTest: true, test));
        }

        foreach (int worker in concerned)
        {
            _workers[worker].Wake();
        }

        void Add(int worker, ChangedPart part)
        {
            _changed[worker].Enqueue(part);
            concerned.Add(worker);
        }
    }

    /// <summary>What a worker has to look at next because plans have changed; it stays the next until it is taken.</summary>
    public bool TryPeekChanged(int worker, out ChangedPart part) => _changed[worker].TryPeek(out part);

    /// <summary>The worker has followed the change.</summary>
    public void TakeChanged(int worker) => _changed[worker].TryDequeue(out _);
}

/// <summary>A test whose plan has changed, or a stream that it is or was on.</summary>
internal readonly record struct ChangedPart(bool IsTest, ulong Id);
