using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>Documents of one board that are JSON by their bytes and that a reader cannot read.</summary>
public sealed class HostileDocumentTests : IAsyncLifetime
{
    private readonly TestStream _stream = new(0x5500);
    private GatewayUnderTest _gateway = null!;
    private TestBoard _hostile = null!;
    private TestBoard _honest = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayUnderTest.StartedAsync();
        _hostile = await _gateway.ConnectAsync("board-a");
        _honest = await _gateway.ConnectAsync("board-b");
        await _honest.PublishAsync(_honest.Topics.State, "{\"v\":1,\"online\":true,\"time\":\"none\"}"u8.ToArray(), retain: true);
        await BoardsAsync("board-b");
    }

    public async ValueTask DisposeAsync()
    {
        await _hostile.DisposeAsync();
        await _honest.DisposeAsync();
        await _gateway.DisposeAsync();
    }

    [Theory]
    [InlineData("{\"v\":1,\"time\":\"\\ud800\"}")]
    [InlineData("{\"v\":1,\"\\udc00\":1}")]
    [InlineData("{\"v\":1,\"firmware\":\"\\u001b[2J\"}")]
    [InlineData("{\"v\":1,\"firmware\":\"one\\rtwo\"}")]
    [Trait("Fault", "55")]
    public async Task A_state_with_half_a_character_or_a_control_character_is_refused_and_named_and_other_boards_go_on(
        string document)
    {
        await _hostile.PublishAsync(_hostile.Topics.State, Encoding.UTF8.GetBytes(document), retain: true);
        await _gateway.SaidAsync("bad-state");
        await _honest.PublishAsync(_honest.Topics.State, "{\"v\":1,\"online\":true,\"time\":\"holdover\"}"u8.ToArray(),
            retain: true);
        JsonElement boards = await BoardsAsync("holdover");
        Assert.Single(boards.EnumerateArray());
        Assert.Equal(("bad-state", "board-a", 1L), _gateway.Refusals()
            .Select(refusal => (refusal.Reason, refusal.Board, refusal.Count)).Single());
        Assert.DoesNotContain('\x1b', _gateway.Serve.Said);
    }

    [Fact]
    [Trait("Fault", "55")]
    public async Task Numbers_of_2_to_the_63_in_a_state_are_that_boards_own_card_and_the_page_of_boards_goes_on()
    {
        const string Most = "9223372036854775807";
        string stream = $$"""{"slot":0,"stream":"0000000000005500","boot":{{Most}},"backlog":{{Most}},"oldest":1,"newest":{{Most}},"lost_frames":{{Most}},"capacity_h":{{Most}},"flash_faults":{{Most}},"bad_acks":{{Most}},"restarts":{{Most}}}""";
        string state = $$"""{"v":1,"online":true,"uptime_ms":{{Most}},"connects":{{Most}},"config":{"version":{{Most}},"last_version":1e999},"streams":[{{stream}},{{stream}}]}""";
        await _hostile.PublishAsync(_hostile.Topics.State, Encoding.UTF8.GetBytes(state), retain: true);
        await BoardsAsync("board-a");
        string page = await _gateway.GetAsync("/boards");
        Assert.Contains("Board board-a", page, StringComparison.Ordinal);
        Assert.Contains("Board board-b", page, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Fault", "66")]
    public async Task A_schema_with_a_control_character_is_refused_and_its_text_reaches_no_log()
    {
        byte[] bad = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(_stream.Schema).Replace("linear", "\\u001b]0;owned\\r", StringComparison.Ordinal));
        await _hostile.PublishAsync(_hostile.Topics.Schema, bad, retain: true);
        await _gateway.SaidAsync("bad-schema");
        Assert.DoesNotContain("owned", _gateway.Serve.Said, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Fault", "66")]
    public async Task A_schema_that_cannot_be_used_is_reported_once_however_many_frames_and_schemas_come_after_it()
    {
        byte[] bad = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(_stream.Schema).Replace("linear", "curved", StringComparison.Ordinal));
        TestStream reported = new(0x5501);
        await _hostile.PublishAsync(_hostile.Topics.Schema, bad, retain: true);
        await _hostile.SendAsync(WithSchema(_stream.Next(20), bad));
        await _hostile.AcknowledgedAsync(_stream.Id, 20);
        await _gateway.SaidAsync("'curved' is not known");
        // Each good schema has the derivation look again for those that it lacks.
        for (uint i = 0; i < 10; i++)
        {
            TestStream good = new(0x5600 + i, "board-b");
            await _honest.PublishAsync(_honest.Topics.Schema, good.Schema);
            await _honest.SendAsync(good.Next());
            await _honest.AcknowledgedAsync(good.Id, 1);
        }

        await _hostile.PublishAsync(_hostile.Topics.Schema, reported.Schema);
        await _hostile.SendAsync(reported.Next());
        await _gateway.HealthUntilAsync(
            (_, _) => _gateway.GetAsync("/api/cells").GetAwaiter().GetResult().Contains("board-b", StringComparison.Ordinal));
        Assert.Equal(1, _gateway.Serve.Said.Split("'curved' is not known").Length - 1);
    }

    private static byte[][] WithSchema(System.Collections.Generic.IReadOnlyList<byte[]> frames, byte[] schema)
    {
        uint hash = Frames.Crc32.Compute(schema, 0, schema.Length);
        return [.. frames.Select(frame =>
        {
            byte[] other = [.. frame];
            BitConverter.TryWriteBytes(other.AsSpan(Frames.FrameLayout.SchemaHashAt), hash);
            BitConverter.TryWriteBytes(other.AsSpan(other.Length - 4), Frames.Crc32.Compute(other, 0, other.Length - 4));
            return other;
        })];
    }

    private async Task<JsonElement> BoardsAsync(string text)
    {
        string boards = "";
        await _gateway.HealthUntilAsync((_, _) =>
        {
            boards = _gateway.GetAsync("/api/boards").GetAwaiter().GetResult();
            return boards.Contains(text, StringComparison.Ordinal);
        });
        using JsonDocument document = JsonDocument.Parse(boards);
        return document.RootElement.Clone();
    }
}
