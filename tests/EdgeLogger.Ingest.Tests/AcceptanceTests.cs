using System;
using System.Text;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Sqlite;
using EdgeLogger.Frames;
using EdgeLogger.Mqtt;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;
using SQLitePCL;

namespace EdgeLogger.Ingest.Tests;

public sealed class AcceptanceTests
{
    private const ulong Stream = 0xABCD_0000_0000_0001;

    [Fact]
    public async Task A_frame_is_on_disk_when_the_broker_and_the_board_are_notified()
    {
        await using IngestUnderTest ingest = new();
        int onDisk = -1;
        ingest.Source.OnAcknowledge = _ => onDisk = ingest.CountFrames();
        int onDiskAtPublish = -1;
        ingest.Source.BeforePublish = () =>
        {
            onDiskAtPublish = ingest.CountFrames();
            return Task.CompletedTask;
        };
        await ingest.Source.Send("el/1/bench-01/live", TestFrames.Rows(Stream, 1)).InTime();
        (string topic, Ack ack) = await ingest.Source.NextAckAsync();
        Assert.Equal((1, 1), (onDisk, onDiskAtPublish));
        Assert.Equal(("el/1/bench-01/ack", Stream, 1u, 0), (topic, ack.StreamId, ack.Contiguous, ack.RangeCount));
    }

    [Fact]
    public async Task Live_and_backfill_frames_are_counted_with_their_bytes_and_rows()
    {
        byte[] first = TestFrames.Rows(Stream, 1);
        byte[] second = TestFrames.Rows(Stream, 2);
        await using IngestUnderTest ingest = new();
        await ingest.Source.Send("el/1/bench-01/live", second).InTime();
        await ingest.Source.Send("el/1/bench-01/backfill", first).InTime();
        await ingest.Source.Send("el/1/bench-01/backfill", first).InTime();
        IngestCounters counters = ingest.Service.Counters;
        Assert.Equal((3, 2, 1), (counters.Messages, counters.StoredFrames, counters.DuplicateFrames));
        Assert.Equal((first.Length + second.Length, 2 * TestFrames.RowCount), (counters.StoredBytes, counters.StoredRows));
        using FrameLogReader reader = ingest.OpenReader();
        Assert.Equal(ingest.Time.GetUtcNow().ToUnixTimeMilliseconds(), reader.FindStream(Stream)?.FirstSeenUtcMs);
    }

    [Fact]
    public async Task Nobody_is_notified_of_a_frame_that_the_disk_has_not_taken()
    {
        FrameLogOptions full = new()
        {
            Probe = step =>
            {
                if (step == CommitStep.BeforeCommit)
                {
                    throw new SqliteFault(raw.SQLITE_FULL, "injected");
                }
            },
        };
        await using IngestUnderTest ingest = new(full);
        TaskCompletionSource waiting = new();
        ingest.Log.HealthChanged += _ => waiting.TrySetResult();
        Task reported = ingest.Source.Send("el/1/bench-01/live", TestFrames.Rows(Stream, 1));
        await waiting.Task.InTime();
        Assert.False(reported.IsCompleted);
        Assert.Contains("is full: nothing is acknowledged", Assert.Single(ingest.Logger.Lines), StringComparison.Ordinal);
        Assert.Equal((0, 0L), (ingest.Source.PublishedCount, ingest.Service.Counters.StoredFrames));
    }

    [Fact]
    public async Task A_broken_log_ends_ingest_with_its_cause()
    {
        FrameLogOptions failing = new()
        {
            Probe = _ => throw new SqliteFault(raw.SQLITE_IOERR_FSYNC, "injected"),
        };
        await using IngestUnderTest ingest = new(failing);
        TaskCompletionSource broken = new();
        ingest.Log.HealthChanged += _ => broken.TrySetResult();
        Task first = ingest.Source.Send("el/1/bench-01/live", TestFrames.Rows(Stream, 1));
        await broken.Task.InTime();
        // The queue closes just after the health has changed; one of these finds it closed.
        while (!ingest.Running.IsCompleted)
        {
            _ = ingest.Source.Send("el/1/bench-01/live", TestFrames.Rows(Stream, 2));
            await Task.Yield();
        }

        FrameLogException e = await Assert.ThrowsAsync<FrameLogException>(() => ingest.Running);
        Assert.Contains("injected", e.Message, StringComparison.Ordinal);
        Assert.False(first.IsCompleted);
    }

    [Fact]
    public async Task A_frame_of_an_unknown_schema_is_stored_all_the_same()
    {
        await using IngestUnderTest ingest = new();
        await ingest.Source.Send("el/1/bench-01/live", TestFrames.Rows(Stream, 1, schemaHash: 0xDEAD)).InTime();
        Assert.Equal(1, ingest.CountFrames());
    }

    [Fact]
    public async Task A_schema_is_kept_under_the_crc_of_its_bytes_retained_or_not()
    {
        byte[] schema = Encoding.UTF8.GetBytes("""{"v":1,"board":"bench-01","streams":[]}""");
        await using IngestUnderTest ingest = new();
        await ingest.Source.Send("el/1/bench-01/schema", schema, retain: true).InTime();
        await ingest.Source.Send("el/1/bench-01/schema", schema).InTime();
        using FrameLogReader reader = ingest.OpenReader();
        Assert.Equal(schema, reader.FindSchema("bench-01", Crc32.Compute(schema, 0, schema.Length)));
        Assert.Empty(reader.ReadRefusals());
    }

    [Fact]
    public async Task The_newest_state_of_a_board_is_kept_and_reported()
    {
        await using IngestUnderTest ingest = new();
        BoardState? changed = null;
        ingest.Service.States.Changed += state => changed = state;
        await ingest.Source.Send("el/1/bench-01/state", "{\"online\":true}"u8.ToArray(), retain: true).InTime();
        Assert.True(ingest.Service.States.Find("bench-01")?.WasRetained);
        await ingest.Source.Send("el/1/bench-01/state", "{\"online\":false}"u8.ToArray()).InTime();
        Assert.Equal("{\"online\":false}", Encoding.UTF8.GetString(ingest.Service.States.Find("bench-01")!.Json.Span));
        Assert.Equal(ingest.Service.States.Find("bench-01"), changed);
        Assert.Null(ingest.Service.States.Find("bench-02"));
    }

    [Fact]
    public async Task The_answer_to_a_command_is_handed_on_if_it_is_one()
    {
        await using IngestUnderTest ingest = new();
        CommandResult? answer = null;
        ingest.Service.CommandAnswered += result => answer = result;
        await ingest.Source.Send("el/1/bench-01/cmd/result", [1, 2, 3]).InTime();
        Assert.Null(answer);
        byte[] document = "{\"ok\":true}"u8.ToArray();
        await ingest.Source.Send("el/1/bench-01/cmd/result", document).InTime();
        Assert.Equal("bench-01", answer?.Board);
        Assert.Equal(document, answer!.Payload.ToArray());
    }

    [Fact]
    public async Task Acknowledgements_that_wait_become_one_per_stream_and_the_newest()
    {
        await using IngestUnderTest ingest = new();
        TaskCompletionSource link = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource publishing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ingest.Source.BeforePublish = () =>
        {
            publishing.TrySetResult();
            return link.Task;
        };
        await ingest.Source.Send("el/1/bench-01/live", TestFrames.Rows(Stream, 1)).InTime();
        await publishing.Task.InTime();
        foreach (uint sequence in new uint[] { 2, 3, 4, 6 })
        {
            await ingest.Source.Send("el/1/bench-01/live", TestFrames.Rows(Stream, sequence)).InTime();
        }

        link.SetResult();
        Assert.Equal(1u, (await ingest.Source.NextAckAsync()).Ack.Contiguous);
        Ack newest = (await ingest.Source.NextAckAsync()).Ack;
        Assert.Equal((4u, 1, 6u, 6u), (newest.Contiguous, newest.RangeCount, newest.RangeFirst[0], newest.RangeLast[0]));
        Assert.Equal(0, ingest.Source.PublishedCount);
    }

    [Fact]
    public async Task A_lost_acknowledgement_is_counted_and_given_again_when_the_board_sends_again()
    {
        await using IngestUnderTest ingest = new();
        bool unreachable = true;
        ingest.Source.BeforePublish = () => unreachable
            ? Task.FromException(new MqttUnreachableException("gone"))
            : Task.CompletedTask;
        await ingest.Source.Send("el/1/bench-01/live", TestFrames.Rows(Stream, 1)).InTime();
        while (ingest.Service.Counters.AcksFailed == 0)
        {
            await Task.Yield();
        }

        unreachable = false;
        await ingest.Source.Send("el/1/bench-01/backfill", TestFrames.Rows(Stream, 1)).InTime();
        Assert.Equal(1u, (await ingest.Source.NextAckAsync()).Ack.Contiguous);
    }
}
