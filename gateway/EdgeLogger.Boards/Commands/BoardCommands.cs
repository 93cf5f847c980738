using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Keys;
using EdgeLogger.Topics;

namespace EdgeLogger.Boards.Commands;

/// <summary>
/// Sends commands and configurations to boards and brings their answers. Only a client that has the gateway's credentials at the
/// broker can: boards' own accounts may not publish on these topics. Thread-safe.
/// </summary>
public sealed class BoardCommands : IDisposable
{
    private static readonly JsonSerializerOptions Compact = new()
    { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly IBoardWire _wire;
    private readonly BoardKeys _keys;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<BoardAnswer>> _waiting = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, BoardStatus> _states = new(StringComparer.Ordinal);
    private long _lastNumber;

    /// <param name="wire">The way to the boards; what it brings has been checked.</param>
    /// <param name="keys">The boards' keys: what goes to a board that has one is signed.</param>
    /// <param name="time">The clock.</param>
    public BoardCommands(IBoardWire wire, BoardKeys keys, TimeProvider time)
    {
        _wire = wire;
        _keys = keys;
        _time = time;
        wire.Received += Take;
    }

    /// <summary>A board has reported its state.</summary>
    public event Action<BoardStatus>? StateChanged;

    /// <summary>The newest state of a board; null if none has come yet.</summary>
    public BoardStatus? StateOf(string board) => _states.GetValueOrDefault(board);

    /// <summary>The newest states of all boards, by name.</summary>
    public BoardStatus[] States => [.. _states.Values.OrderBy(state => state.Board, StringComparer.Ordinal)];

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <exception cref="BoardException">There was none in time, or the broker refuses.</exception>
    public async Task<BoardAnswer> SendAsync(string board, BoardCommand command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        Check(board);
        if (_keys.Find(board) is not { } key)
        {
            return await AskAsync(board, command, null, cancellationToken).ConfigureAwait(false);
        }

        // The board has taken a higher number only if a clock was set back: it says which.
        BoardAnswer first = await AskAsync(
            board, command with { Number = NextNumber(0) }, key, cancellationToken).ConfigureAwait(false);
        return BoardStatus.Number(first.Document, "taken") is > 0 and var taken
            ? await AskAsync(board, command with { Number = NextNumber(taken) }, key, cancellationToken).ConfigureAwait(false)
            : first;
    }

    private async Task<BoardAnswer> AskAsync(
        string board, BoardCommand command, BoardKey? key, CancellationToken cancellationToken)
    {
        string id = Guid.NewGuid().ToString("N")[..16];
        JsonObject json = JsonSerializer.SerializeToNode(command, Compact)!.AsObject();
        json.Insert(0, "v", 1);
        json.Insert(1, "id", id);
        TaskCompletionSource<BoardAnswer> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[board + "/" + id] = answer;
        try
        {
            string topic = new BoardTopics(board).Command;
            byte[] document = JsonSerializer.SerializeToUtf8Bytes(json);
            await _wire.PublishAsync(
                topic, key?.SignDocument(topic, document) ?? document, retain: false, cancellationToken).ConfigureAwait(false);
            return await answer.Task.WaitAsync(command.AnswerWithin, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException error)
        {
            throw new BoardException(
                $"Board {board} did not answer '{command.Name}' within {command.AnswerWithin.TotalSeconds:N0} s. Is it "
                + $"connected? `edgelogger board show {board}` shows when it last reported.", error);
        }
        finally
        {
            _waiting.TryRemove(board + "/" + id, out _);
        }
    }

    /// <summary>As <see cref="SendAsync"/>, and a refusal is an error.</summary>
    /// <exception cref="BoardException">The board refuses, or there was no answer.</exception>
    public async Task<JsonElement> DoAsync(string board, BoardCommand command, CancellationToken cancellationToken)
    {
        BoardAnswer answer = await SendAsync(board, command, cancellationToken).ConfigureAwait(false);
        return answer.IsOk ? answer.Document : throw new BoardException(
            $"Board {board} refuses '{command.Name}': {answer.Error}.");
    }

    /// <summary>
    /// As <see cref="DoAsync(string, BoardCommand, CancellationToken)"/>, and takes out of the answer what is wanted.
    /// </summary>
    /// <param name="board">The board.</param>
    /// <param name="command">The command.</param>
    /// <param name="read">Reads the answer; what a wrong document makes it throw is the board's fault.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BoardException">The board refuses, there was no answer, or the answer does not hold what is
    /// wanted.</exception>
    public async Task<T> DoAsync<T>(
        string board, BoardCommand command, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        JsonElement answer = await DoAsync(board, command, cancellationToken).ConfigureAwait(false);
        return AnswerReading.Read($"Board {board}", command.Name, answer, read);
    }

    /// <summary>The configuration that the board runs, without its secrets.</summary>
    /// <exception cref="BoardException">The board refuses, there was no answer, or it is not a configuration.</exception>
    public Task<JsonObject> ConfigurationAsync(string board, CancellationToken cancellationToken) =>
        DoAsync(board, new BoardCommand("config"), AnswerReading.Configuration, cancellationToken);

    /// <summary>
    /// Gives the board a configuration: retained at the broker, so that a board that is away gets it when it is back. What
    /// becomes of it is in the board's state.
    /// </summary>
    /// <exception cref="BoardException">The broker refuses, or it is too long.</exception>
    public ValueTask ConfigureAsync(string board, JsonObject configuration, CancellationToken cancellationToken)
    {
        Check(board);
        string topic = new BoardTopics(board).Config;
        byte[] document = JsonSerializer.SerializeToUtf8Bytes(configuration);
        byte[] json = _keys.Find(board)?.SignDocument(topic, document) ?? document;
        return json.Length > 4096
            ? throw new BoardException($"The configuration of {board} has {json.Length} bytes; by MQTT 4,096 are possible. "
                + "Leave the certificate out, or use `edgelogger board provision`.")
            : _wire.PublishAsync(topic, json, retain: true, cancellationToken);
    }

    /// <summary>Waits until a state of the board is as wanted.</summary>
    /// <returns>That state.</returns>
    /// <exception cref="TimeoutException">It was not within that time.</exception>
    public async Task<BoardStatus> WaitAsync(
        string board, Func<BoardStatus, bool> isWanted, TimeSpan within, CancellationToken cancellationToken)
    {
        TaskCompletionSource<BoardStatus> found = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(BoardStatus state)
        {
            if (state.Board == board && isWanted(state))
            {
                found.TrySetResult(state);
            }
        }

        StateChanged += Look;
        try
        {
            if (StateOf(board) is { } now)
            {
                Look(now);
            }

            return await found.Task.WaitAsync(within, _time, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            StateChanged -= Look;
        }
    }

    public void Dispose() => _wire.Received -= Take;

    // The time of day counts for all who send commands, in whatever process.
    private long NextNumber(long above)
    {
        long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        while (true)
        {
            long last = Interlocked.Read(ref _lastNumber);
            long next = Math.Max(now, Math.Max(last, above) + 1);
            if (Interlocked.CompareExchange(ref _lastNumber, next, last) == last)
            {
                return next;
            }
        }
    }

    private static void Check(string board)
    {
        if (!BoardId.IsValid(board))
        {
            throw new BoardException($"'{board}' is not a board: 3 to 32 of a-z, 0-9 and '-'.");
        }
    }

    private void Take(BoardMessage message)
    {
        if (message.Name == BoardTopics.StateName && BoardStatus.Read(message, _time.GetUtcNow()) is { } state)
        {
            _states[state.Board] = state;
            StateChanged?.Invoke(state);
        }
        else if (message.Name == BoardTopics.CommandResultName && !message.IsRetained
            && BoardAnswer.Read(message.Payload) is { } answer
            && _waiting.TryGetValue(message.Board + "/" + answer.Id, out TaskCompletionSource<BoardAnswer>? waiting))
        {
            waiting.TrySetResult(answer);
        }
    }
}
