using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EdgeLogger.Authentication;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Frames;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Ingest.Tests.Keys;

/// <summary>What comes in the name of a board that has a key.</summary>
public sealed class SignedMessageTests : IAsyncDisposable
{
    private const string Board = "bench-01";
    private const string Topics = "el/1/bench-01/";
    private const ulong Stream = 0xABCD_0000_0000_0001;

    private readonly IngestUnderTest _ingest = new();
    private readonly byte[] _key;
    private readonly Authenticator _board;

    public SignedMessageTests()
    {
        _key = _ingest.Keys.Begin(Board);
        _ingest.Keys.Finish(Board, _key, new Dictionary<ulong, uint> { [Stream] = 3 });
        _board = LibraryHash.Of(_key);
        _ingest.Source.Opens = (topic, payload) =>
            topic == Topics + "ack" ? payload[..LibraryHash.Of(_key).OpenBinary(topic, payload, payload.Length)] : payload;
    }

    public ValueTask DisposeAsync() => _ingest.DisposeAsync();

    [Fact]
    public async Task Frames_are_stored_and_acknowledged_if_they_are_signed_or_from_before_the_key()
    {
        await _ingest.Source.Send(Topics + "live", TestFrames.Rows(Stream, 3)).InTime();
        await _ingest.Source.Send(Topics + "live", TestFrames.Signed(new byte[MacLayout.KeyLength], Stream, 3)).InTime();
        Assert.Equal([("unsigned", 1L), ("wrong-signature", 1L)], Refusals());
        Assert.Equal((0, 0), (_ingest.CountFrames(), _ingest.Source.PublishedCount));

        await _ingest.Source.Send(Topics + "backfill", TestFrames.Rows(Stream, 1)).InTime();
        await _ingest.Source.Send(Topics + "backfill", TestFrames.Rows(Stream, 2)).InTime();
        await _ingest.Source.Send(Topics + "live", TestFrames.Signed(_key, Stream, 3)).InTime();
        await _ingest.Source.Send(Topics + "live", TestFrames.Signed(_key, Stream, 3)).InTime();
        Assert.Equal((3, 1L), (_ingest.CountFrames(), _ingest.Service.Counters.DuplicateFrames));
    }

    [Fact]
    public async Task Acknowledgements_to_it_are_signed_and_to_a_board_without_a_key_are_not()
    {
        await _ingest.Source.Send(Topics + "live", TestFrames.Rows(Stream, 1)).InTime();
        Assert.Equal(1u, (await _ingest.Source.NextAckAsync()).Ack.Contiguous);
        await _ingest.Source.Send("el/1/bench-02/live", TestFrames.Rows(77, 1)).InTime();
        Assert.Equal(77u, (await _ingest.Source.NextAckAsync()).Ack.StreamId);
    }

    [Fact]
    public async Task A_key_that_another_process_gave_holds_for_the_next_message_without_waiting_for_the_watch()
    {
        EdgeLogger.Keys.BoardKeys other = EdgeLogger.Keys.BoardKeys.Open(System.IO.Path.GetDirectoryName(_ingest.Keys.File)!);
        byte[] next = other.Begin(Board);
        other.Finish(Board, next, new Dictionary<ulong, uint> { [Stream] = 9 });
        _ingest.Source.Opens = (topic, payload) => payload[..LibraryHash.Of(next).OpenBinary(topic, payload, payload.Length)];
        await _ingest.Source.Send(Topics + "live", TestFrames.Signed(next, Stream, 9)).InTime();
        Assert.Equal(1, _ingest.CountFrames());
    }

    [Fact]
    public async Task A_schema_is_kept_as_it_was_before_it_was_signed_and_an_unsigned_one_is_refused()
    {
        byte[] schema = Encoding.UTF8.GetBytes("""{"v":1,"board":"bench-01","streams":[]}""");
        await _ingest.Source.Send(Topics + "schema", schema, retain: true).InTime();
        await _ingest.Source.Send(Topics + "schema", Signed("state", schema)).InTime();
        Assert.Equal([("unsigned", 1L), ("wrong-signature", 1L)], Refusals());
        await _ingest.Source.Send(Topics + "schema", Signed("schema", schema), retain: true).InTime();
        using FrameLogReader reader = _ingest.OpenReader();
        Assert.Equal(schema, reader.FindSchema(Board, Crc32.Compute(schema, 0, schema.Length)));
    }

    [Fact]
    public async Task A_signed_schema_of_a_board_whose_key_is_gone_here_still_means_its_frames()
    {
        byte[] schema = Encoding.UTF8.GetBytes("""{"v":1,"board":"bench-01","streams":[]}""");
        _ingest.Keys.Remove(Board);
        await _ingest.Source.Send(Topics + "schema", Signed("schema", schema)).InTime();
        using FrameLogReader reader = _ingest.OpenReader();
        Assert.Equal(schema, reader.FindSchema(Board, Crc32.Compute(schema, 0, schema.Length)));
    }

    [Fact]
    public async Task States_that_are_old_not_signed_or_repeated_raise_and_hide_nothing()
    {
        int changes = 0;
        _ingest.Service.States.Changed += _ => changes++;
        byte[] first = State(start: 4, connects: 2, n: 7, newest: 5);
        byte[] second = State(start: 4, connects: 2, n: 8, newest: 6);
        await _ingest.Source.Send(Topics + "state", first).InTime();
        await _ingest.Source.Send(Topics + "state", second).InTime();
        await _ingest.Source.Send(Topics + "state", first).InTime();
        await _ingest.Source.Send(Topics + "state", second).InTime();
        await _ingest.Source.Send(Topics + "state", State(start: 3, connects: 9, n: 99, newest: 4)).InTime();
        await _ingest.Source.Send(Topics + "state", "{\"v\":1,\"online\":true,\"start\":9,\"n\":1}"u8.ToArray()).InTime();
        Assert.Equal([("old-state", 2L), ("unsigned", 1L)], Refusals());
        Assert.Equal(2, changes);
        Assert.Contains("\"n\":8", Encoding.UTF8.GetString(_ingest.Service.States.Find(Board)!.Json.Span),
            StringComparison.Ordinal);

        // What the broker keeps comes again at each connection, and a restart begins its numbers again.
        await _ingest.Source.Send(Topics + "state", second, retain: true).InTime();
        await _ingest.Source.Send(Topics + "state", State(start: 5, connects: 1, n: 1, newest: 6)).InTime();
        Assert.Equal(4, changes);
    }

    [Fact]
    public async Task An_order_of_states_that_cannot_be_written_is_named_until_it_can()
    {
        string blocked = Path.Combine(_ingest.Folder, "states.jsonl.new");
        Directory.CreateDirectory(blocked);
        await _ingest.Source.Send(Topics + "state", State(start: 4, connects: 2, n: 7, newest: 5)).InTime();
        _ingest.Time.Advance(TimeSpan.FromSeconds(10));
        await Soon.Until(() => _ingest.Loops.Problems.Any(
            problem => problem.Contains("'keeping of the order of states'", StringComparison.Ordinal)));

        Directory.Delete(blocked);
        await _ingest.Source.Send(Topics + "state", State(start: 4, connects: 2, n: 8, newest: 5)).InTime();
        _ingest.Time.Advance(TimeSpan.FromSeconds(10));
        await Soon.Until(() => _ingest.Loops.Problems.Count == 0);
        Assert.Contains("\"number\":8", await File.ReadAllTextAsync(
            Path.Combine(_ingest.Folder, "states.jsonl"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_last_will_counts_for_its_own_connection_only()
    {
        await _ingest.Source.Send(Topics + "state", State(start: 4, connects: 2, n: 7, newest: 5)).InTime();
        await _ingest.Source.Send(Topics + "state", Will(start: 4, connects: 1)).InTime();
        await _ingest.Source.Send(Topics + "state", "{\"v\":1,\"online\":false}"u8.ToArray()).InTime();
        Assert.Contains("\"online\":true", Encoding.UTF8.GetString(_ingest.Service.States.Find(Board)!.Json.Span),
            StringComparison.Ordinal);
        await _ingest.Source.Send(Topics + "state", Will(start: 4, connects: 2)).InTime();
        Assert.Contains("\"online\":false", Encoding.UTF8.GetString(_ingest.Service.States.Find(Board)!.Json.Span),
            StringComparison.Ordinal);
        Assert.Equal([("old-state", 1L), ("unsigned", 1L)], Refusals());
    }

    [Fact]
    public async Task After_a_restart_of_the_gateway_a_state_from_before_frames_that_are_on_disk_is_old()
    {
        for (uint sequence = 1; sequence <= 6; sequence++)
        {
            await _ingest.Source.Send(Topics + "live", TestFrames.Signed(_key, Stream, sequence)).InTime();
        }

        await _ingest.Source.Send(Topics + "state", State(start: 4, connects: 2, n: 7, newest: 5)).InTime();
        Assert.Null(_ingest.Service.States.Find(Board));
        await _ingest.Source.Send(Topics + "state", State(start: 4, connects: 2, n: 8, newest: 6)).InTime();
        Assert.NotNull(_ingest.Service.States.Find(Board));
        Assert.Equal([("old-state", 1L)], Refusals());
    }

    [Fact]
    public async Task Answers_are_handed_on_if_they_are_signed_as_they_were_before()
    {
        List<string> answers = [];
        _ingest.Service.CommandAnswered += answer => answers.Add(Encoding.UTF8.GetString(answer.Payload.Span));
        byte[] answer = "{\"ok\":true}"u8.ToArray();
        await _ingest.Source.Send(Topics + "cmd/result", answer).InTime();
        await _ingest.Source.Send(Topics + "cmd/result", Signed("cmd/result", answer)).InTime();
        Assert.Equal(["{\"ok\":true}"], answers);
    }

    private byte[] Signed(string name, byte[] document) => _board.SignDocument(Topics + name, document);

    private byte[] State(int start, int connects, int n, int newest) => Signed("state", Encoding.UTF8.GetBytes(
        $$"""{"v":1,"online":true,"start":{{start}},"n":{{n}},"connects":{{connects}},"streams":[{"stream":"{{Stream:x16}}","newest":{{newest}}}]}"""));

    private byte[] Will(int start, int connects) => Signed("state", Encoding.UTF8.GetBytes(
        $$"""{"v":1,"online":false,"start":{{start}},"connects":{{connects}}}"""));

    private (string Reason, long Count)[] Refusals()
    {
        using FrameLogReader reader = _ingest.OpenReader();
        return [.. reader.ReadRefusals().Where(refusal => refusal.Board == Board)
            .Select(refusal => (refusal.Reason, refusal.Count)).Order()];
    }
}
