using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog.Maintenance;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Sqlite;
using EdgeLogger.FrameLog.Tables;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.FrameLog.Tests;

public sealed class SegmentTests : IDisposable
{
    private const ulong Stream = 7;
    private static readonly FrameLogOptions Small = new() { SegmentBytes = 4096, BatchItems = 8 };

    private readonly ScratchDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Segments_close_by_size_and_their_sums_are_those_of_the_frames_also_after_a_restart()
    {
        await FillAsync(1, 60);
        await FillAsync(61, 100);
        using FrameLogReader reader = FrameLogReader.Open(_directory.Path);
        LogSegment[] segments = [.. reader.ReadSegments()];
        Assert.True(segments.Length > 3);
        Assert.Equal(100, segments.Sum(segment => segment.Frames));
        Assert.Equal([1L, .. segments.SkipLast(1).Select(segment => segment.LastId + 1)],
            segments.Select(segment => segment.FirstId));
        Assert.All(segments.SkipLast(1), segment => Assert.InRange(segment.Bytes, Small.SegmentBytes, Small.SegmentBytes + 1500));
        Assert.All(segments, segment => Assert.Equal(segment == segments[^1], segment.IsOpen));
        await using LogUnderTest log = new(_directory.Path, Small);
        Assert.Equal((100, segments.Length), (log.Writer.Size.Frames, log.Writer.Size.Segments));
    }

    [Fact]
    public async Task A_segment_closes_by_age()
    {
        FrameLogOptions options = new() { SegmentAge = TimeSpan.FromMilliseconds(1) };
        await using LogUnderTest log = new(_directory.Path, options);
        await log.AppendAsync("board-a", TestFrames.Rows(Stream, 1));
        Assert.Equal(1, log.Writer.Size.Segments);
        await log.Writer.AppendAsync(Late(2), TestContext.Current.CancellationToken);
        await log.AppendAsync("board-a", TestFrames.Rows(Stream, 3));
        Assert.True(log.Writer.Size.Segments >= 2);
    }

    [Fact]
    public async Task Dropping_a_segment_takes_its_frames_and_no_others_and_keeps_mark_ids_and_later_numbers()
    {
        await FillAsync(1, 100);
        await using LogUnderTest log = new(_directory.Path, Small);
        LogSegment first = Segments()[0];
        Assert.Equal(first.Frames, await DropAsync(log, first));
        using FrameLogReader reader = log.OpenReader();
        FrameBatch batch = new();
        reader.ReadStream(Stream, 0, int.MaxValue, batch);
        Assert.Equal(Enumerable.Range((int)first.Frames + 1, 100 - (int)first.Frames), batch.Frames.ToArray()
            .Select(frame => (int)frame.Sequence));
        Assert.Equal((100u, (uint)first.Frames), (reader.FindStream(Stream)!.Contiguous, reader.FindStream(Stream)!.ExpiredTo));
        Assert.Equal(100 - first.Frames, log.Writer.Size.Frames);
        CommittedItem next = await log.AppendAsync("board-a", TestFrames.Rows(Stream, 101));
        Assert.Equal(101, next.Id);
        StreamAudit stream = Assert.Single(new LogAudit(_directory.Path, _ => { }).Run(CancellationToken.None).Streams);
        Assert.Equal((0L, 0L, false), (stream.ReportedLost, stream.Missing, stream.IsMarkTooHigh));
    }

    [Fact]
    public async Task A_number_that_was_dropped_is_refused_by_name_and_acknowledged_again()
    {
        await FillAsync(1, 100);
        await using (LogUnderTest log = new(_directory.Path, Small))
        {
            await DropAsync(log, Segments()[0]);
        }

        await using LogUnderTest again = new(_directory.Path, Small);
        CommittedItem item = await again.AppendAsync("board-a", TestFrames.Rows(Stream, 1));
        Assert.Equal((Outcome.Refused, RefusalReason.Expired), (item.Outcome, item.Reason));
        Assert.Equal("100", again.Ack(Stream));
        using FrameLogReader reader = again.OpenReader();
        Assert.Empty(reader.ReadQuarantine());
    }

    [Fact]
    public async Task The_open_segment_and_frames_beyond_the_mark_are_never_dropped_and_the_log_goes_on()
    {
        await FillAsync(2, 100);
        await using LogUnderTest log = new(_directory.Path, Small);
        await Assert.ThrowsAsync<FrameLogException>(() => log.Writer.ExpireAsync(Segments()[0].LastId, CancellationToken.None));
        await log.AppendAsync("board-a", TestFrames.Rows(Stream, 1));
        await Assert.ThrowsAsync<FrameLogException>(() => log.Writer.ExpireAsync(Segments()[^1].LastId, CancellationToken.None));
        Assert.Equal(100, log.Writer.Size.Frames);
        Assert.Equal(FrameLogState.Good, log.Writer.Health.State);
        Assert.True(await DropAsync(log, Segments()[0]) > 0);
    }

    [Fact]
    public async Task What_is_dropped_is_given_back_to_the_disk_when_it_is_much_more_than_will_be_needed()
    {
        await FillAsync(1, 3000);
        await using LogUnderTest log = new(_directory.Path, Small);
        long before = new FileInfo(FrameLogFiles.Database(_directory.Path)).Length;
        foreach (LogSegment segment in Segments().SkipLast(1))
        {
            await DropAsync(log, segment);
        }

        await log.DisposeAsync();
        Assert.InRange(new FileInfo(FrameLogFiles.Database(_directory.Path)).Length, 0, before / 4);
        Assert.Empty(new LogAudit(_directory.Path, _ => { }).Run(CancellationToken.None).FileFaults);
    }

    [Fact]
    public async Task A_log_of_the_version_without_segments_is_read_as_it_is_and_becomes_one_segment_when_opened_to_write()
    {
        await FillAsync(1, 20);
        using (Database database = Database.OpenWritable(FrameLogFiles.Database(_directory.Path)))
        {
            database.Execute("DROP TABLE segment; ALTER TABLE stream DROP COLUMN expired_to; UPDATE meta SET schema_version = 1");
        }

        Assert.Empty(new LogAudit(_directory.Path, _ => { }).Run(CancellationToken.None).Segments);
        await FillAsync(21, 21);
        Assert.Equal(21, Segments().Sum(segment => segment.Frames));
        Assert.Equal(1, Segments()[0].FirstId);
    }

    [Fact]
    public async Task A_damaged_frame_is_quarantined_while_the_log_is_in_use_and_a_whole_one_is_not()
    {
        await FillAsync(1, 20);
        using (Database database = Database.OpenWritable(FrameLogFiles.Database(_directory.Path)))
        {
            database.Execute("UPDATE frame SET bytes = zeroblob(80) WHERE seq = 3");
        }

        await using LogUnderTest log = new(_directory.Path, Small);
        DamagedFrame? found = null;
        ScanReport report = await new LogScan(_directory.Path, TimeProvider.System).RunAsync(
            frame =>
            {
                Assert.Null(found);
                found = frame;
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken);
        Assert.Equal((20, 0), (report.Frames, report.Unreadable.Count));
        Assert.Equal(new DamagedFrame(3, Stream, 3), found);
        Assert.True(await log.Writer.QuarantineDamagedAsync(found!.Value, CancellationToken.None));
        Assert.False(await log.Writer.QuarantineDamagedAsync(new DamagedFrame(4, Stream, 4), CancellationToken.None));
        using FrameLogReader reader = log.OpenReader();
        Assert.Equal([new RefusalCount(DamagedFrames.Reason, "board-a", 1)], reader.ReadRefusals());
        Assert.Equal(new GapEntry(Stream, 3, 3, 3), Assert.Single(reader.ReadGaps()));
    }

    [Fact]
    public async Task A_log_that_was_closed_well_has_no_torn_tail_and_one_that_was_cut_has_the_bytes_left_of_the_transaction()
    {
        string copy = Directory.CreateDirectory(Path.Combine(_directory.Path, "copy")).FullName;
        await using (LogUnderTest log = new(_directory.Path, Small))
        {
            await log.AppendAsync("board-a", TestFrames.Rows(Stream, 1));
            await log.AppendAsync("board-a", TestFrames.Rows(Stream, 2));
            File.Copy(FrameLogFiles.Database(_directory.Path) + "-wal", FrameLogFiles.Database(copy) + "-wal");
        }

        Assert.Equal(0, WalTail.TornBytes(_directory.Path));
        Assert.Equal(0, WalTail.TornBytes(copy));
        string wal = FrameLogFiles.Database(copy) + "-wal";
        byte[] whole = await File.ReadAllBytesAsync(wal, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(wal, [.. whole, .. whole[32..132]], TestContext.Current.CancellationToken);
        Assert.Equal(100, WalTail.TornBytes(copy));
        await File.WriteAllBytesAsync(wal, whole[..^10], TestContext.Current.CancellationToken);
        Assert.InRange(WalTail.TornBytes(copy), 1, whole.Length);
    }

    private static FrameAppend Late(uint sequence)
    {
        byte[] bytes = TestFrames.Rows(Stream, sequence);
        Frames.FrameReader opened = new();
        opened.Open(bytes, 0, bytes.Length);
        return new FrameAppend("board-a", "el/1/board-a/live", bytes, opened, 5_000, null);
    }

    private LogSegment[] Segments()
    {
        using FrameLogReader reader = FrameLogReader.Open(_directory.Path);
        return [.. reader.ReadSegments()];
    }

    private static async Task<long> DropAsync(LogUnderTest log, LogSegment segment)
    {
        long dropped = 0;
        long some;
        do
        {
            some = await log.Writer.ExpireAsync(segment.LastId, CancellationToken.None);
            dropped += some;
        }
        while (some > 0);
        return dropped;
    }

    private async Task FillAsync(uint first, uint last)
    {
        await using LogUnderTest log = new(_directory.Path, Small);
        for (uint sequence = first; sequence < last; sequence++)
        {
            await log.BeginAppendAsync("board-a", TestFrames.Rows(Stream, sequence));
        }

        await log.AppendAsync("board-a", TestFrames.Rows(Stream, last));
    }
}
