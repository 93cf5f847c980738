using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Metadata;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;

namespace EdgeLogger.Derivation.Rebuilding;

/// <summary>Derives everything from the frame log from nothing.</summary>
public sealed class Rebuild
{
    private readonly string _directory;
    private readonly DerivedStore _store;
    private readonly CycleEngineOptions _engine;
    private readonly Action<string> _problem;
    private readonly Action<double> _progress;
    private long _frames;
    private long _framesInAll;

    /// <param name="directory">The data directory, which holds the log. It is only read, and may be one in use.</param>
    /// <param name="store">Where results go: an empty store.</param>
    /// <param name="engine">What the cycle engine uses for a cell of which nothing is known.</param>
    /// <param name="problem">Receives, in words, of frames and schemas that cannot be used.</param>
    /// <param name="progress">Receives the share that is done, 0 to 1. Problem and progress are called from several
    /// threads.</param>
    public Rebuild(string directory, DerivedStore store, CycleEngineOptions engine, Action<string> problem,
        Action<double> progress)
    {
        _directory = directory;
        _store = store;
        _engine = engine;
        _problem = problem;
        _progress = progress;
    }

    /// <summary>
    /// The store whose results of frames that are no longer in the log are taken over, and from whose bases derivation begins;
    /// null: begin with the first frame that is left.
    /// </summary>
    public DerivedStore? Kept { get; init; }

    /// <summary>Derives every stream as far as the log goes.</summary>
    /// <exception cref="FrameLogException">The log cannot be read.</exception>
    public RebuildReport Run(CancellationToken cancellationToken)
    {
        using FrameLogReader reader = FrameLogReader.Open(_directory);
        CellBook book = CellBook.Open(_directory);
        DerivationOptions options = new() { Engine = _engine };
        return Run(
            reader.ReadStreams().ToDictionary(stream => stream.StreamId, stream => stream.Contiguous),
            cell => options.For(book.Of(cell.Name)), Kept, cancellationToken);
    }

    /// <summary>
    /// Derives every cell of another store as that store says that it was derived, and just as far, and compares all that is
    /// stored.
    /// </summary>
    /// <param name="stored">Results and checkpoints of a live run.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What was gone through, and the first difference in words; null if everything is the same to the last
    /// byte.</returns>
    /// <exception cref="FrameLogException">The log cannot be read.</exception>
    public (RebuildReport Report, string? Difference) Check(DerivedStore stored, CancellationToken cancellationToken)
    {
        Dictionary<ulong, uint> reached = [];
        Dictionary<ulong, CellSettings> settings = [];
        foreach (CellKey cell in stored.Cells())
        {
            if (stored.Settings(cell.StreamId) is not { } derivedBy
                || CellProcessor.Restore(derivedBy.Engine, stored.Checkpoint(cell.StreamId)) is not { } processor)
            {
                return (new RebuildReport(0, 0, 0, 0), $"cell {cell.Name}: its checkpoint was written by another version");
            }

            reached.Add(cell.StreamId, (uint)(processor.NextSequence - 1));
            settings.Add(cell.StreamId, derivedBy);
        }

        RebuildReport report = Run(reached, cell => settings[cell.StreamId], stored, cancellationToken);
        return (report, StoreComparison.FirstDifference(stored, _store));
    }

    private RebuildReport Run(
        Dictionary<ulong, uint> upTo, Func<CellKey, CellSettings> settingsOf, DerivedStore? kept,
        CancellationToken cancellationToken)
    {
        _store.Begin(_engine);
        if (kept is not null)
        {
            _store.TakeBases(kept);
        }

        ReportWhatIsGone();
        _framesInAll = Math.Max(1, upTo.Values.Sum(last => (long)last));
        ParallelOptions parallel = new()
        { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        Parallel.ForEach(
            upTo, parallel,
            () => new LogView(_directory, _problem),
            (stream, _, log) =>
            {
                Derive(log, stream.Key, stream.Value, settingsOf, cancellationToken);
                return log;
            },
            log => log.Dispose());
        IReadOnlyList<CellKey> cells = _store.Cells();
        return new RebuildReport(
            cells.Count, _frames, cells.Sum(cell => _store.HalfCount(cell.StreamId)),
            cells.Sum(cell => _store.Cycles(cell.StreamId).Count));
    }

    private void ReportWhatIsGone()
    {
        Dictionary<ulong, long> bases = _store.Bases().ToDictionary(one => one.StreamId, one => one.NextSequence);
        using FrameLogReader reader = FrameLogReader.Open(_directory);
        foreach (StreamEntry stream in reader.ReadStreams()
            .Where(stream => stream.ExpiredTo >= bases.GetValueOrDefault(stream.StreamId, 1)))
        {
            _problem($"Stream {stream.StreamId:x16} of {stream.Board}: frames up to {stream.ExpiredTo} have been "
                + "dropped from the log, and no "
                + "results of them are there. Its results begin with the frames that are left.");
        }
    }

    private void Derive(LogView log, ulong streamId, uint last, Func<CellKey, CellSettings> settingsOf,
        CancellationToken cancellationToken)
    {
        CellFollower follower = CellFollower.Resume(streamId, _store, settingsOf, new RowTap());
        bool more = true;
        while (more)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long before = follower.Next;
            more = follower.Advance(log, last);
            _progress((double)Interlocked.Add(ref _frames, follower.Next - before) / _framesInAll);
        }

        if (follower.TakeUpdate() is { } update)
        {
            _store.Write([update]);
        }
    }
}

/// <summary>What a rebuild has gone through.</summary>
/// <param name="Cells">Cells with results.</param>
/// <param name="Frames">Sequence numbers passed, those reported lost included.</param>
/// <param name="HalfCycles">Closed half cycles found.</param>
/// <param name="Cycles">Closed cycles found.</param>
public sealed record RebuildReport(int Cells, long Frames, int HalfCycles, int Cycles);
