using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.FrameLog.Tests;

public sealed class AppendTests : System.IDisposable
{
    private const ulong Stream = 0x8000_0000_0000_0001;

    private readonly ScratchDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_frame_is_readable_by_another_connection_before_anyone_is_notified()
    {
        await using LogUnderTest log = new(_directory.Path);
        TaskCompletionSource<int> readable = new(TaskCreationOptions.RunContinuationsAsynchronously);
        log.Writer.Committed += _ =>
        {
            using FrameLogReader reader = log.OpenReader();
            FrameBatch batch = new();
            reader.ReadAfter(0, 10, batch);
            readable.TrySetResult(batch.Count);
        };
        await log.AppendAsync("board-a", TestFrames.Rows(Stream, 1));
        Assert.Equal(1, await readable.Task.InTime());
    }

    [Fact]
    public async Task Frames_come_back_byte_for_byte_in_append_order()
    {
        await using LogUnderTest log = new(_directory.Path);
        (ulong Stream, uint Sequence)[] order = [(Stream, 1), (7, 3), (Stream, 2), (7, 1), (7, 2)];
        foreach ((ulong stream, uint sequence) in order)
        {
            Assert.Equal(Outcome.Stored,
                (await log.AppendAsync(stream == 7 ? "board-b" : "board-a", TestFrames.Rows(stream, sequence))).Outcome);
        }

        using FrameLogReader reader = log.OpenReader();
        FrameBatch batch = new();
        reader.ReadAfter(0, 100, batch);
        Assert.Equal(order, batch.Frames.ToArray().Select(f => (f.StreamId, f.Sequence)));
        foreach (StoredFrame frame in batch.Frames)
        {
            Assert.Equal(TestFrames.Rows(frame.StreamId, frame.Sequence),
                batch.Buffer[frame.Offset..(frame.Offset + frame.Length)]);
            Assert.False(frame.IsDamaged);
        }

        long third = batch.Frames[2].Id;
        reader.ReadAfter(third, 1, batch);
        Assert.Equal((7ul, 1u), (batch.Frames[0].StreamId, batch.Frames[0].Sequence));
        reader.ReadStream(7, 2, 10, batch);
        Assert.Equal([2u, 3u], batch.Frames.ToArray().Select(f => f.Sequence));
    }

    [Fact]
    public async Task A_duplicate_is_dropped_named_and_acknowledged_again()
    {
        await using LogUnderTest log = new(_directory.Path);
        CommittedItem first = await log.AppendAsync("board-a", TestFrames.Rows(Stream, 1));
        CommittedItem second = await log.AppendAsync("board-a", TestFrames.Rows(Stream, 1));
        Assert.Equal((Outcome.Duplicate, first.Id), (second.Outcome, second.Id));
        using FrameLogReader reader = log.OpenReader();
        FrameBatch batch = new();
        reader.ReadAfter(0, 10, batch);
        Assert.Equal(1, batch.Count);
        Assert.Empty(reader.ReadQuarantine());
        Assert.Equal("1", log.Ack(Stream));
    }

    [Fact]
    public async Task Other_bytes_of_the_same_identity_go_to_quarantine_and_the_first_copy_stays()
    {
        byte[] first = TestFrames.Rows(Stream, 1);
        byte[] other = TestFrames.Rows(Stream, 1, variant: 5);
        await using LogUnderTest log = new(_directory.Path);
        await log.AppendAsync("board-a", first);
        CommittedItem reported = await log.AppendAsync("board-a", other);
        Assert.Equal((Outcome.Refused, RefusalReason.Conflict), (reported.Outcome, reported.Reason));
        using FrameLogReader reader = log.OpenReader();
        FrameBatch batch = new();
        reader.ReadAfter(0, 10, batch);
        Assert.Equal(first, batch.Buffer[..batch.Frames[0].Length]);
        QuarantineEntry entry = Assert.Single(reader.ReadQuarantine());
        Assert.Equal(("conflict", "board-a", "el/1/board-a/live"), (entry.Reason, entry.Board, entry.Topic));
        Assert.Equal(other, entry.Bytes.ToArray());
        Assert.Equal([new RefusalCount("conflict", "board-a", 1)], reader.ReadRefusals());
    }

    [Fact]
    public async Task Frames_out_of_order_are_acknowledged_as_ranges_until_the_hole_is_filled()
    {
        await using LogUnderTest log = new(_directory.Path);
        foreach (uint sequence in new uint[] { 1, 3, 4, 7 })
        {
            await log.AppendAsync("board-a", TestFrames.Rows(Stream, sequence));
        }

        Assert.Equal("1 [3-4] [7-7]", log.Ack(Stream));
        await log.AppendAsync("board-a", TestFrames.Rows(Stream, 2));
        Assert.Equal("4 [7-7]", log.Ack(Stream));
    }

    [Fact]
    public async Task A_gap_frame_accounts_for_the_numbers_it_names_and_is_booked()
    {
        await using LogUnderTest log = new(_directory.Path);
        await log.AppendAsync("board-a", TestFrames.Rows(Stream, 1));
        await log.AppendAsync("board-a", TestFrames.Gap(Stream, 9, 2, 7));
        Assert.Equal("7 [9-9]", log.Ack(Stream));
        await log.AppendAsync("board-a", TestFrames.Rows(Stream, 8));
        Assert.Equal("9", log.Ack(Stream));
        using FrameLogReader reader = log.OpenReader();
        Assert.Equal([new GapEntry(Stream, 2, 7, 9)], reader.ReadGaps());
        Assert.Equal(9u, reader.FindStream(Stream)?.Contiguous);
    }

    [Fact]
    public async Task A_frame_reported_lost_that_comes_while_it_is_beyond_the_mark_is_stored()
    {
        await using LogUnderTest log = new(_directory.Path);
        await log.AppendAsync("board-a", TestFrames.Gap(Stream, 4, 2, 3));
        Assert.Equal(Outcome.Stored, (await log.AppendAsync("board-a", TestFrames.Rows(Stream, 2))).Outcome);
        Assert.Equal("0 [2-4]", log.Ack(Stream));
    }

    [Fact]
    public async Task A_frame_reported_lost_that_comes_after_the_mark_is_refused_and_quarantined_also_after_a_restart()
    {
        await using (LogUnderTest log = new(_directory.Path))
        {
            await log.AppendAsync("board-a", TestFrames.Gap(Stream, 4, 1, 3));
            CommittedItem late = await log.AppendAsync("board-a", TestFrames.Rows(Stream, 2));
            Assert.Equal((Outcome.Refused, RefusalReason.ToldLost), (late.Outcome, late.Reason));
            Assert.Equal("4", log.Ack(Stream));
        }

        await using LogUnderTest again = new(_directory.Path);
        Assert.Equal(RefusalReason.ToldLost, (await again.AppendAsync("board-a", TestFrames.Rows(Stream, 3))).Reason);
        Assert.Equal(Outcome.Duplicate, (await again.AppendAsync("board-a", TestFrames.Gap(Stream, 4, 1, 3))).Outcome);
        Assert.Equal(RefusalReason.Conflict, (await again.AppendAsync("board-a", TestFrames.Rows(Stream, 4))).Reason);
        using FrameLogReader reader = again.OpenReader();
        Assert.Equal(
            [new RefusalCount("conflict", "board-a", 1), new RefusalCount("told-lost", "board-a", 2)], reader.ReadRefusals());
        Assert.Equal(TestFrames.Rows(Stream, 2), reader.ReadQuarantine()[0].Bytes.ToArray());
        FrameBatch batch = new();
        reader.ReadStream(Stream, 1, int.MaxValue, batch);
        Assert.Equal(1, batch.Count);
    }

    [Fact]
    public async Task A_stream_belongs_to_the_board_of_its_first_frame_also_after_a_restart()
    {
        await using (LogUnderTest log = new(_directory.Path))
        {
            await log.AppendAsync("board-a", TestFrames.Rows(Stream, 1));
        }

        await using LogUnderTest again = new(_directory.Path);
        CommittedItem reported = await again.AppendAsync("board-b", TestFrames.Rows(Stream, 2));
        Assert.Equal((Outcome.Refused, RefusalReason.NotOwner), (reported.Outcome, reported.Reason));
        Assert.Equal("none", again.Ack(Stream));
        Assert.Equal(Outcome.Stored, (await again.AppendAsync("board-a", TestFrames.Rows(Stream, 2))).Outcome);
        using FrameLogReader reader = again.OpenReader();
        Assert.Equal([new RefusalCount("not-owner", "board-b", 1)], reader.ReadRefusals());
    }

    [Fact]
    public async Task Marks_ranges_and_gaps_are_the_same_after_a_restart()
    {
        await using (LogUnderTest log = new(_directory.Path))
        {
            foreach (uint sequence in new uint[] { 1, 2, 5, 9 })
            {
                await log.AppendAsync("board-a", TestFrames.Rows(Stream, sequence));
            }

            await log.AppendAsync("board-a", TestFrames.Gap(Stream, 20, 12, 14));
            Assert.Equal("2 [5-5] [9-9] [12-14] [20-20]", log.Ack(Stream));
        }

        await using LogUnderTest again = new(_directory.Path);
        await again.AppendAsync("board-a", TestFrames.Rows(Stream, 1));
        Assert.Equal("2 [5-5] [9-9] [12-14] [20-20]", again.Ack(Stream));
    }

    [Fact]
    public async Task Limits_on_boards_streams_and_holes_refuse_what_is_new_and_leave_the_rest()
    {
        await using LogUnderTest log = new(
            _directory.Path, new FrameLogOptions { MaxBoards = 1, MaxStreamsPerBoard = 1, MaxHolesPerStream = 2 });
        await log.AppendAsync("board-a", TestFrames.Rows(Stream, 1));
        Assert.Equal(RefusalReason.TooManyStreams, (await log.AppendAsync("board-a", TestFrames.Rows(99, 1))).Reason);
        Assert.Equal(RefusalReason.TooManyBoards, (await log.AppendAsync("board-b", TestFrames.Rows(98, 1))).Reason);
        await log.AppendAsync("board-a", TestFrames.Rows(Stream, 3));
        await log.AppendAsync("board-a", TestFrames.Rows(Stream, 5));
        Assert.Equal(RefusalReason.TooManyHoles, (await log.AppendAsync("board-a", TestFrames.Rows(Stream, 7))).Reason);
        Assert.Equal(Outcome.Stored, (await log.AppendAsync("board-a", TestFrames.Rows(Stream, 2))).Outcome);
        Assert.Equal(Outcome.Stored, (await log.AppendAsync("board-a", TestFrames.Rows(Stream, 7))).Outcome);
        using FrameLogReader reader = log.OpenReader();
        Assert.Single(reader.ReadStreams());
    }

    [Fact]
    public async Task Quarantine_keeps_the_newest_within_its_bytes_and_counts_all()
    {
        await using LogUnderTest log = new(
            _directory.Path, new FrameLogOptions { QuarantineBytes = 2000, QuarantineItemBytes = 300, RefusalCounters = 2 });
        for (int i = 0; i < 20; i++)
        {
            await log.RefuseAsync(RefusalReason.BadCrc, "board-" + (i % 4), [(byte)i, .. new byte[999]]);
        }

        using FrameLogReader reader = log.OpenReader();
        IReadOnlyList<QuarantineEntry> kept = reader.ReadQuarantine();
        Assert.Equal([15, 16, 17, 18, 19], kept.Select(e => (int)e.Bytes.Span[0]));
        Assert.All(kept, e => Assert.Equal((1000, 300), (e.Length, e.Bytes.Length)));
        Assert.Equal(
            [new RefusalCount("bad-crc", "*", 10), new RefusalCount("bad-crc", "board-0", 5),
                new RefusalCount("bad-crc", "board-1", 5)],
            reader.ReadRefusals());
    }

    [Fact]
    public async Task Schemas_are_kept_by_board_and_hash_and_never_replaced()
    {
        await using LogUnderTest log = new(_directory.Path, new FrameLogOptions { MaxSchemasPerBoard = 1, MaxBoards = 2 });
        Assert.Equal(Outcome.Stored, (await log.AddSchemaAsync("board-a", 5, [1, 2])).Outcome);
        Assert.Equal(Outcome.Duplicate, (await log.AddSchemaAsync("board-a", 5, [1, 2])).Outcome);
        Assert.Equal(RefusalReason.Conflict, (await log.AddSchemaAsync("board-a", 5, [9])).Reason);
        Assert.Equal(RefusalReason.TooManySchemas, (await log.AddSchemaAsync("board-a", 6, [9])).Reason);
        Assert.Equal(Outcome.Stored, (await log.AddSchemaAsync("board-b", 5, [3])).Outcome);
        Assert.Equal(RefusalReason.TooManyBoards, (await log.AddSchemaAsync("board-c", 5, [3])).Reason);
        using FrameLogReader reader = log.OpenReader();
        Assert.Equal([1, 2], reader.FindSchema("board-a", 5));
        Assert.Equal([3], reader.FindSchema("board-b", 5));
        Assert.Null(reader.FindSchema("board-a", 6));
    }
}
