using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Authentication;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Keys;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;
using Microsoft.Extensions.Time.Testing;

namespace EdgeLogger.Boards.Tests.Keys;

/// <summary>What the gateway sends to a board that has a key.</summary>
public sealed class SignedCommandTests : IDisposable
{
    private readonly ScratchDirectory _folder = new();
    private readonly BoardKeys _keys;
    private readonly BoardAtWire _board;
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));

    public SignedCommandTests()
    {
        _keys = BoardKeys.Open(_folder.Path);
        _keys.AddAll(["bench-01"]);
        _board = new BoardAtWire(LibraryHash.Of(_keys.Find("bench-01")!.Copy()));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Commands_are_signed_and_their_numbers_rise_also_when_the_clock_is_set_back()
    {
        using BoardCommands commands = new(_board, _keys, _time);
        await DoAsync(commands);
        await DoAsync(commands);
        Assert.Equal([_time.GetUtcNow().ToUnixTimeMilliseconds(), _time.GetUtcNow().ToUnixTimeMilliseconds() + 1], _board.Taken);

        // A command of another process, whose clock has been set back since.
        FakeTimeProvider earlier = new(_time.GetUtcNow().AddHours(-1));
        using BoardCommands others = new(_board, _keys, earlier);
        await DoAsync(others);
        Assert.Equal(_time.GetUtcNow().ToUnixTimeMilliseconds() + 2, _board.Taken[^1]);
    }

    [Fact]
    public async Task A_configuration_is_signed_and_must_fit_with_its_signature()
    {
        using BoardCommands commands = new(_board, _keys, _time);
        JsonObject configuration = new() { ["v"] = 1, ["version"] = 3 };
        await commands.ConfigureAsync("bench-01", configuration, TestContext.Current.CancellationToken);
        Assert.Equal("{\"v\":1,\"version\":3}", _board.Configuration);
        configuration["broker"] = new string('x', 4096 - 20 - 40);
        await Assert.ThrowsAsync<BoardException>(
            () => commands.ConfigureAsync("bench-01", configuration, TestContext.Current.CancellationToken).AsTask());
    }

    [Fact]
    public async Task A_board_without_a_key_gets_commands_as_before()
    {
        _keys.Remove("bench-01");
        using BoardCommands commands = new(_board, _keys, _time);
        await DoAsync(commands);
        Assert.Equal([0L], _board.Taken);
    }

    private static Task<JsonElement> DoAsync(BoardCommands commands) =>
        commands.DoAsync("bench-01", new BoardCommand("identify"), TestContext.Current.CancellationToken).InTime();

    /// <summary>Takes commands as a board does, and answers.</summary>
    private sealed class BoardAtWire(Authenticator authenticator) : IBoardWire
    {
        public event Action<BoardMessage>? Received;

        /// <summary>Numbers of the commands that were done; 0 of one that was not signed.</summary>
        public List<long> Taken { get; } = [];

        public string Configuration { get; private set; } = "";

        public ValueTask PublishAsync(
            string topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken cancellationToken)
        {
            byte[] message = payload.ToArray();
            int length = authenticator.OpenDocument(topic, message, message.Length);
            if (topic.EndsWith("/config", StringComparison.Ordinal))
            {
                Configuration = Encoding.UTF8.GetString(message, 0, Math.Max(0, length));
                return ValueTask.CompletedTask;
            }

            using JsonDocument command = JsonDocument.Parse(message.AsMemory(0, length < 0 ? message.Length : length));
            string id = command.RootElement.GetProperty("id").GetString()!;
            long number = command.RootElement.TryGetProperty("n", out JsonElement reported) ? reported.GetInt64() : 0;
            long last = Taken.Count > 0 ? Taken[^1] : -1;
            Assert.Equal(length < 0, number == 0);
            if (number > last)
            {
                Taken.Add(number);
            }

            string rest = number > last ? "\"ok\":true}" : $"\"ok\":false,\"error\":\"n\",\"taken\":{last}}}";
            Received?.Invoke(new BoardMessage(
                "bench-01", "cmd/result", false, Encoding.UTF8.GetBytes($"{{\"id\":\"{id}\",{rest}")));
            return ValueTask.CompletedTask;
        }
    }
}
