using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.VirtualBench.Boards;

/// <summary>
/// Many virtual boards in one process. A board's time is held back while its ring has too much that the gateway does not yet
/// have, so speed never costs a frame; connections live on real time.
/// </summary>
public sealed class BoardFleet
{
    // Steps of one board before the next has its turn: a few milliseconds.
    private const int StepsPerTurn = 4096;

    private static readonly TimeSpan IdlePause = TimeSpan.FromMilliseconds(2);

    private readonly IReadOnlyList<VirtualBoard> _boards;
    private readonly BoardFleetOptions _options;
    private readonly TimeProvider _timeProvider;

    public BoardFleet(IReadOnlyList<VirtualBoard> boards, BoardFleetOptions options, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(boards);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Speed);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Threads);
        _boards = boards;
        _options = options;
        _timeProvider = timeProvider;
    }

    /// <summary>
    /// What each board has done so far. While the bench runs, the numbers are those of some moment just passed.
    /// </summary>
    public IReadOnlyList<BoardTotals> Reports() => [.. _boards.Select(board => board.Report())];

    /// <summary>
    /// Runs until every board's cells are exhausted and all its frames acknowledged. When cancelled, it returns early and without
    /// an error: what the rings hold stays in their flash.
    /// </summary>
    /// <param name="progress">Called now and then, from one thread at a time.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task RunAsync(Action<IReadOnlyList<BoardTotals>>? progress, CancellationToken cancellationToken)
    {
        long start = _timeProvider.GetTimestamp();
        int threads = Math.Min(_options.Threads, Math.Max(1, _boards.Count));
        Task[] workers = [.. Enumerable.Range(0, threads)
            .Select(worker => Task.Run(() => WorkAsync(worker, threads, start, cancellationToken), CancellationToken.None))];
        Task all = Task.WhenAll(workers);
        while (progress is not null && !all.IsCompleted)
        {
            await Task.WhenAny(all, Task.Delay(_options.ProgressEvery, _timeProvider, cancellationToken)).ConfigureAwait(false);
            progress(Reports());
        }

        await all.ConfigureAwait(false);
    }

    private async Task WorkAsync(int worker, int workers, long start, CancellationToken cancellationToken)
    {
        List<VirtualBoard> mine = [.. _boards.Where((_, i) => i % workers == worker)];
        while (!cancellationToken.IsCancellationRequested)
        {
            bool busy = false;
            bool done = true;
            foreach (VirtualBoard board in mine)
            {
                busy |= Turn(board, start);
                done &= board.IsDone;
            }

            if (done)
            {
                return;
            }

            if (!busy)
            {
                // A cancelled pause is the end of the loop, not an error.
                await Task.Delay(IdlePause, _timeProvider, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private bool Turn(VirtualBoard board, long start)
    {
        TimeSpan elapsed = _timeProvider.GetElapsedTime(start);
        double untilUs = elapsed.TotalMicroseconds * _options.Speed;
        long sentBefore = board.Core.Uplink.BytesPublished;
        bool advanced = board.Advance(untilUs < long.MaxValue / 2 ? (long)untilUs : long.MaxValue, StepsPerTurn);
        board.StepLink((long)elapsed.TotalMilliseconds);
        return advanced || board.Core.Uplink.BytesPublished != sentBefore;
    }
}
