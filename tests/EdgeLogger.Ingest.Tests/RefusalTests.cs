using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Frames;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Ingest.Tests;

public sealed class RefusalTests
{
    private const ulong Stream = 7;

    public static TheoryData<FrameError> EveryError() => [.. Enum.GetValues<FrameError>().Where(e => e != FrameError.None)];

    [Theory]
    [MemberData(nameof(EveryError))]
    public async Task A_bad_frame_is_refused_by_name_and_the_next_good_one_is_taken(FrameError error)
    {
        byte[] bad = TestFrames.Bad(error, Stream, 1);
        await using IngestUnderTest ingest = new();
        await ingest.Source.Send("el/1/bench-01/live", bad).InTime();
        await ingest.Source.Send("el/1/bench-01/live", TestFrames.Rows(Stream, 1)).InTime();
        RefusalReason reason = FrameRefusals.ReasonFor(error)!.Value;
        ExpectRefused(ingest, reason, "bench-01", bad);
        Assert.Equal(1, ingest.CountFrames());
        Assert.Equal(1u, (await ingest.Source.NextAckAsync()).Ack.Contiguous);
    }

    [Fact]
    public void Every_error_of_a_frame_has_a_reason_of_its_own()
    {
        RefusalReason?[] reasons =
            [.. Enum.GetValues<FrameError>().Where(e => e != FrameError.None).Select(FrameRefusals.ReasonFor)];
        Assert.DoesNotContain(null, reasons);
        Assert.Equal(reasons.Length, reasons.Distinct().Count());
    }

    [Theory]
    [InlineData("el/1/Bench-01/live")]
    [InlineData("el/1/be/live")]
    [InlineData("el/1/bench+01/live")]
    [InlineData("el/1/bench#/live")]
    [InlineData("el/1/$SYS/live")]
    [InlineData("el/1/bench\0/live")]
    [InlineData("el/1/bench\uFFFD/live")]
    [InlineData("el/1/bench\u0435/live")]
    [InlineData("el/1/../etc/live")]
    [InlineData("el/1/bench/01/live")]
    [InlineData("el/1/a-name-longer-than-thirty-two-chars/live")]
    [InlineData("el/1//live")]
    [InlineData("el/1/bench-01/live/")]
    [InlineData("el/1/bench-01/ack")]
    [InlineData("el/1/bench-01")]
    [InlineData("el/2/bench-01/live")]
    [InlineData("")]
    public async Task A_topic_that_is_not_a_boards_is_refused_without_a_board(string topic)
    {
        byte[] frame = TestFrames.Rows(Stream, 1);
        await using IngestUnderTest ingest = new();
        await ingest.Source.Send(topic, frame).InTime();
        ExpectRefused(ingest, RefusalReason.BadTopic, "", frame);
        Assert.Equal(0, ingest.CountFrames());
    }

    [Theory]
    [InlineData("live")]
    [InlineData("backfill")]
    [InlineData("cmd/result")]
    public async Task A_retained_message_is_not_taken_as_data(string name)
    {
        byte[] frame = TestFrames.Rows(Stream, 1);
        await using IngestUnderTest ingest = new();
        await ingest.Source.Send("el/1/bench-01/" + name, frame, retain: true).InTime();
        ExpectRefused(ingest, RefusalReason.RetainedData, "bench-01", frame);
        Assert.Equal(0, ingest.CountFrames());
    }

    [Fact]
    public async Task Two_megabytes_are_refused_by_size_and_little_of_them_is_kept()
    {
        byte[] large = new byte[2_000_000];
        await using IngestUnderTest ingest = new();
        foreach (string name in new[] { "live", "backfill", "schema", "state", "cmd/result" })
        {
            await ingest.Source.Send("el/1/bench-01/" + name, large).InTime();
        }

        await ingest.Source.Send("el/1/bench-02/live", TestFrames.Rows(Stream, 1)).InTime();
        Assert.Equal(5, ingest.Service.Counters.Refused(RefusalReason.TooLarge));
        Assert.Equal(1, ingest.CountFrames());
        using FrameLogReader reader = ingest.OpenReader();
        Assert.All(reader.ReadQuarantine(), entry => Assert.Equal((2_000_000, 4096), (entry.Length, entry.Bytes.Length)));
    }

    [Fact]
    public async Task A_frame_of_another_boards_stream_is_refused_and_not_answered()
    {
        byte[] stolen = TestFrames.Rows(Stream, 2);
        await using IngestUnderTest ingest = new();
        await ingest.Source.Send("el/1/bench-01/live", TestFrames.Rows(Stream, 1)).InTime();
        await ingest.Source.NextAckAsync();
        await ingest.Source.Send("el/1/bench-02/live", stolen).InTime();
        ExpectRefused(ingest, RefusalReason.NotOwner, "bench-02", stolen);
        await ingest.Source.Send("el/1/bench-02/live", TestFrames.Rows(8, 1)).InTime();
        (string topic, Ack ack) = await ingest.Source.NextAckAsync();
        Assert.Equal(("el/1/bench-02/ack", 8ul), (topic, ack.StreamId));
    }

    [Theory]
    [InlineData("{\"v\":2}")]
    [InlineData("{\"v\":\"1\"}")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"v\":1")]
    [InlineData("{\"v\":1,\"name\":\"\u00FF\"}")]
    public async Task What_is_not_a_schema_is_refused(string text)
    {
        // Latin-1 makes the last one bad UTF-8.
        byte[] document = Encoding.Latin1.GetBytes(text);
        await using IngestUnderTest ingest = new();
        await ingest.Source.Send("el/1/bench-01/schema", document, retain: true).InTime();
        ExpectRefused(ingest, RefusalReason.BadSchema, "bench-01", document);
    }

    [Fact]
    public async Task An_empty_message_clears_what_the_broker_kept_and_is_not_a_refusal()
    {
        await using IngestUnderTest ingest = new();
        await ingest.Source.Send("el/1/bench-01/state", "{\"online\":true}"u8.ToArray(), retain: true).InTime();
        Assert.NotNull(ingest.Service.States.Find("bench-01"));
        await ingest.Source.Send("el/1/bench-01/state", []).InTime();
        await ingest.Source.Send("el/1/bench-01/schema", []).InTime();
        Assert.Null(ingest.Service.States.Find("bench-01"));
        using FrameLogReader reader = ingest.OpenReader();
        Assert.Empty(reader.ReadRefusals());
    }

    [Theory]
    [InlineData("{\"v\":1,\"board\":\"bench-02\"}", RefusalReason.ForeignSchema)]
    [InlineData("{\"v\":1,\"board\":7}", RefusalReason.ForeignSchema)]
    [InlineData("{\"v\":1,\"board\":\"bench-01\",\"streams\":[{\"slot\":16}]}", RefusalReason.TooManySlots)]
    [InlineData("{\"v\":1,\"board\":\"bench-01\",\"streams\":[{\"slot\":-1}]}", RefusalReason.TooManySlots)]
    [InlineData("{\"v\":1,\"board\":\"bench-01\",\"streams\":[{\"slot\":0.5}]}", RefusalReason.TooManySlots)]
    [InlineData("{\"v\":1,\"board\":\"bench-01\",\"streams\":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}", RefusalReason.TooManySlots)]
    public async Task A_schema_of_another_board_or_of_slots_that_no_board_has_is_refused(string text, RefusalReason reason)
    {
        byte[] document = Encoding.UTF8.GetBytes(text);
        await using IngestUnderTest ingest = new();
        await ingest.Source.Send("el/1/bench-01/schema", document, retain: true).InTime();
        ExpectRefused(ingest, reason, "bench-01", document);
    }

    [Fact]
    public async Task A_schema_above_its_limit_or_nested_too_deep_is_refused()
    {
        await using IngestUnderTest ingest = new();
        byte[] large = Encoding.UTF8.GetBytes("{\"v\":1,\"text\":\"" + new string('x', 16 * 1024) + "\"}");
        await ingest.Source.Send("el/1/bench-01/schema", large).InTime();
        Assert.Equal(1, ingest.Service.Counters.Refused(RefusalReason.TooLarge));
        byte[] deep = Encoding.UTF8.GetBytes("{\"v\":1,\"a\":" + new string('[', 5000) + new string(']', 5000) + "}");
        await ingest.Source.Send("el/1/bench-01/schema", deep).InTime();
        Assert.Equal(1, ingest.Service.Counters.Refused(RefusalReason.BadSchema));
    }

    [Fact]
    public async Task States_of_more_boards_than_may_be_are_refused_and_known_boards_go_on()
    {
        await using IngestUnderTest ingest = new(options: new IngestOptions { MaxBoards = 1 });
        await ingest.Source.Send("el/1/bench-01/state", "{}"u8.ToArray()).InTime();
        await ingest.Source.Send("el/1/bench-02/state", "{}"u8.ToArray()).InTime();
        await ingest.Source.Send("el/1/bench-01/state", "{\"n\":2}"u8.ToArray()).InTime();
        await ingest.Source.Send("el/1/bench-01/state", "nonsense"u8.ToArray()).InTime();
        Assert.Equal(1, ingest.Service.Counters.Refused(RefusalReason.TooManyBoards));
        Assert.Equal(1, ingest.Service.Counters.Refused(RefusalReason.BadState));
        Assert.Equal("{\"n\":2}", Encoding.UTF8.GetString(Assert.Single(ingest.Service.States.All).Json.Span));
    }

    [Fact]
    public async Task A_flood_of_bad_frames_is_one_line_a_minute_for_each_board_and_reason()
    {
        await using IngestUnderTest ingest = new();
        for (int i = 0; i < 50; i++)
        {
            await ingest.Source.Send("el/1/bench-01/live", TestFrames.Bad(FrameError.BadCrc, Stream, 1)).InTime();
        }

        await ingest.Source.Send("el/1/bench-02/live", TestFrames.Bad(FrameError.TooShort, Stream, 1)).InTime();
        Assert.Equal(
            [
                "Refused a message of bench-01 on el/1/bench-01/live: bad-crc. It is counted and kept in quarantine.",
                "Refused a message of bench-02 on el/1/bench-02/live: frame-too-short. It is counted and kept in quarantine.",
            ],
            ingest.Logger.Lines);
        ingest.Time.Advance(TimeSpan.FromSeconds(45));
        Assert.Equal(2, ingest.Logger.Lines.Count);
        ingest.Time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("Refused 49 more messages of bench-01 within 60 s: bad-crc.", ingest.Logger.Lines.Last());
        Assert.Equal(3, ingest.Logger.Lines.Count);
        ingest.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(3, ingest.Logger.Lines.Count);
        await ingest.Source.Send("el/1/bench-01/live", TestFrames.Bad(FrameError.BadCrc, Stream, 1)).InTime();
        Assert.Equal(4, ingest.Logger.Lines.Count);
    }

    [Fact]
    public async Task Control_characters_of_a_topic_reach_neither_the_log_line_nor_the_quarantine()
    {
        await using IngestUnderTest ingest = new();
        await ingest.Source.Send("el/1/x\nERROR all is lost\u001b[31m/live", [1]).InTime();
        string line = Assert.Single(ingest.Logger.Lines);
        Assert.Contains("of no known board on el/1/x?ERROR all is lost?[31m/live: bad-topic", line, StringComparison.Ordinal);
        using FrameLogReader reader = ingest.OpenReader();
        Assert.Equal("el/1/x?ERROR all is lost?[31m/live", Assert.Single(reader.ReadQuarantine()).Topic);
    }

    private static void ExpectRefused(IngestUnderTest ingest, RefusalReason reason, string board, byte[] payload)
    {
        string name = RefusalNames.Of(reason);
        Assert.Equal(1, ingest.Service.Counters.Refused(reason));
        using FrameLogReader reader = ingest.OpenReader();
        Assert.Equal([new RefusalCount(name, board, 1)], reader.ReadRefusals());
        QuarantineEntry entry = Assert.Single(reader.ReadQuarantine());
        Assert.Equal((name, board), (entry.Reason, entry.Board));
        Assert.Equal(payload, entry.Bytes.ToArray());
        Assert.Contains(ingest.Logger.Lines, line => line.Contains(name, StringComparison.Ordinal));
    }
}
