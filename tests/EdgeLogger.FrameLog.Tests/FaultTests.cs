using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Sqlite;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Harness;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;
using Microsoft.Extensions.Time.Testing;
using SQLitePCL;

namespace EdgeLogger.FrameLog.Tests;

public sealed class FaultTests : IDisposable
{
    private readonly ScratchDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task After_a_failed_fsync_nothing_is_reported_or_taken_until_a_restart()
    {
        bool failing = false;
        await using (LogUnderTest log = new(_directory.Path, FailingWith(() => failing ? raw.SQLITE_IOERR_FSYNC : 0)))
        {
            await log.AppendAsync("board-a", TestFrames.Rows(1, 1));
            failing = true;
            Task<CommittedItem> lost = await log.BeginAppendAsync("board-a", TestFrames.Rows(1, 2));
            FrameLogHealth health = await log.WaitForAsync(FrameLogState.Broken);
            Assert.Contains(_directory.Path, health.Cause, StringComparison.Ordinal);
            Assert.Contains("started again", health.Cause, StringComparison.Ordinal);
            failing = false;
            FrameLogException e = await Assert.ThrowsAsync<FrameLogException>(
                () => log.AppendAsync("board-a", TestFrames.Rows(1, 3)));
            Assert.Equal(health.Cause, e.Message);
            Assert.False(lost.IsCompleted);
            Assert.Single(log.Reported);
        }

        await using LogUnderTest again = new(_directory.Path);
        await again.AppendAsync("board-a", TestFrames.Rows(1, 2));
        Assert.Equal("2", again.Ack(1));
    }

    [Fact]
    public async Task A_full_disk_is_waited_for_with_growing_pauses_and_the_batch_is_stored_once()
    {
        int failures = 4;
        FakeTimeProvider time = new();
        using SemaphoreSlim tried = new(0);
        FrameLogOptions options = FailingWith(() =>
        {
            tried.Release();
            return failures-- > 0 ? raw.SQLITE_FULL : 0;
        });
        await using LogUnderTest log = new(_directory.Path, options, time);
        Task<CommittedItem> waiting = await log.BeginAppendAsync("board-a", TestFrames.Rows(1, 1));
        FrameLogHealth health = await log.WaitForAsync(FrameLogState.Waiting);
        Assert.Contains($"disk under {_directory.Path} is full", health.Cause, StringComparison.Ordinal);
        for (int pause = 1; pause <= 8; pause *= 2)
        {
            await tried.TakeInTime();
            await PassAsync(time, tried, TimeSpan.FromSeconds(pause));
        }

        Assert.Equal(Outcome.Stored, (await waiting.InTime()).Outcome);
        Assert.Equal(FrameLogState.Good, log.Writer.Health.State);
        Assert.Equal("1", log.Ack(1));
    }

    [Fact]
    public async Task A_failed_batch_leaves_no_mark_owner_or_count_in_memory()
    {
        bool failing = true;
        FakeTimeProvider time = new() { AutoAdvanceAmount = TimeSpan.Zero };
        FrameLogOptions options = FailingWith(() => failing ? raw.SQLITE_FULL : 0) with { MaxStreamsPerBoard = 1 };
        await using LogUnderTest log = new(_directory.Path, options, time);
        Task<CommittedItem> waiting = await log.BeginAppendAsync("board-a", TestFrames.Rows(1, 1));
        await log.WaitForAsync(FrameLogState.Waiting);
        failing = false;
        await AdvanceUntilAsync(time, waiting);
        Assert.Equal(Outcome.Stored, (await waiting).Outcome);
        // Were the first try remembered, the stream would be taken as one that has its row.
        using FrameLogReader reader = log.OpenReader();
        Assert.Equal(new StreamEntry(1, "board-a", 1_000, 1), Assert.Single(reader.ReadStreams()));
    }

    [Fact]
    public async Task The_queue_is_bounded_and_its_callers_wait()
    {
        using ManualResetEventSlim gate = new();
        using SemaphoreSlim committing = new(0);
        FrameLogOptions options = new()
        {
            QueueLength = 3,
            Probe = step =>
            {
                if (step == CommitStep.BeforeCommit)
                {
                    committing.Release();
                    gate.Wait();
                }
            },
        };
        await using LogUnderTest log = new(_directory.Path, options);
        Task<CommittedItem> first = await log.BeginAppendAsync("board-a", TestFrames.Rows(1, 1));
        await committing.TakeInTime();
        for (uint sequence = 2; sequence <= 4; sequence++)
        {
            await log.BeginAppendAsync("board-a", TestFrames.Rows(1, sequence)).InTime();
        }

        Task<Task<CommittedItem>> fifth = log.BeginAppendAsync("board-a", TestFrames.Rows(1, 5));
        using CancellationTokenSource impatient = new();
        Task<Task<CommittedItem>> givenUp = log.BeginAppendUntilAsync("board-a", TestFrames.Rows(1, 6), impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        Assert.False(fifth.IsCompleted);
        Assert.False(first.IsCompleted);
        gate.Set();
        await (await fifth).InTime();
        Assert.Equal("5", log.Ack(1));
    }

    [Fact]
    public async Task A_subscriber_that_fails_stops_the_writer_in_words()
    {
        await using LogUnderTest log = new(_directory.Path);
        log.Writer.Committed += _ => throw new InvalidOperationException("no acknowledgement could be made");
        await log.BeginAppendAsync("board-a", TestFrames.Rows(1, 1));
        FrameLogHealth health = await log.WaitForAsync(FrameLogState.Broken);
        Assert.Contains("no acknowledgement could be made", health.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_small_disk_nothing_is_reported_while_it_is_full_and_all_is_once_there_is_room()
    {
        using SmallDisk? disk = SmallDisk.TryMount("size=1m");
        Assert.SkipUnless(disk is not null, "tmpfs cannot be mounted by this user.");
        FrameLogOptions options = new()
        {
            RetryFirst = TimeSpan.FromMilliseconds(5),
            RetryMost = TimeSpan.FromMilliseconds(50),
        };
        await using LogUnderTest log = new(disk.Path, options);
        await log.AppendAsync("board-a", TestFrames.Rows(1, 1));
        disk.Fill();
        uint sequence = 1;
        Task<CommittedItem> waiting;
        do
        {
            waiting = await log.BeginAppendAsync("board-a", TestFrames.Rows(1, ++sequence, rows: 60));
            await Task.WhenAny(waiting, log.WaitForAsync(FrameLogState.Waiting));
        }
        while (waiting.IsCompleted);
        Assert.Contains("is full", log.Writer.Health.Cause, StringComparison.Ordinal);
        Assert.Equal($"{sequence - 1}", log.Ack(1));
        disk.Free();
        await waiting.InTime();
        Assert.Equal($"{sequence}", log.Ack(1));
        Assert.Equal(FrameLogState.Good, log.Writer.Health.State);
        using FrameLogReader reader = log.OpenReader();
        FrameBatch batch = new();
        reader.ReadStream(1, 1, int.MaxValue, batch);
        Assert.Equal((int)sequence, batch.Count);
    }

    private static FrameLogOptions FailingWith(Func<int> resultCode) => new()
    {
        Probe = step =>
        {
            if (step == CommitStep.BeforeCommit && resultCode() is int code and not 0)
            {
                throw new SqliteFault(code, "injected");
            }
        },
    };

    // The writer registers its pause some moments after the failed try: time is moved on once it waits, and never beyond.
    private static async Task PassAsync(FakeTimeProvider time, SemaphoreSlim tried, TimeSpan pause)
    {
        TimeSpan slice = pause / 4;
        TimeSpan passed = TimeSpan.Zero;
        while (tried.CurrentCount == 0)
        {
            time.Advance(slice);
            passed += slice;
            await Task.Yield();
        }

        Assert.True(passed >= pause, $"tried again after {passed}, expected {pause}");
    }

    private static async Task AdvanceUntilAsync(FakeTimeProvider time, Task done)
    {
        while (!done.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
