using System;
using System.Collections.Concurrent;
using System.Collections.Generic;

namespace EdgeLogger.Ingest;

/// <summary>The newest state of each board, in memory: the broker keeps them too. May be read from any thread.</summary>
public sealed class BoardStates
{
    private readonly ConcurrentDictionary<string, BoardState> _states = new(StringComparer.Ordinal);
    private readonly int _maxBoards;

    internal BoardStates(int maxBoards) => _maxBoards = maxBoards;

    /// <summary>Raised after a board's state has changed, on ingest's thread: return soon.</summary>
    public event Action<BoardState>? Changed;

    /// <summary>All states, in no order.</summary>
    public IEnumerable<BoardState> All => _states.Values;

    /// <summary>The board's state; null if it has sent none.</summary>
    public BoardState? Find(string board) => _states.GetValueOrDefault(board);

    internal void Remove(string board) => _states.TryRemove(board, out _);

    /// <summary>False, and nothing kept, if the board is new and there are as many as there may be.</summary>
    internal bool TrySet(BoardState state)
    {
        if (!_states.ContainsKey(state.Board) && _states.Count >= _maxBoards)
        {
            return false;
        }

        _states[state.Board] = state;
        Changed?.Invoke(state);
        return true;
    }
}

/// <summary>The newest state document of a board.</summary>
/// <param name="Board">The board.</param>
/// <param name="ReceivedUtcMs">Arrival, Unix ms. A retained one may be older than that.</param>
/// <param name="WasRetained">The broker had kept it: it shows how things were, not that the board is there now.</param>
/// <param name="Json">The document, UTF-8: a JSON object.</param>
public sealed record BoardState(string Board, long ReceivedUtcMs, bool WasRetained, ReadOnlyMemory<byte> Json)
{
    /// <summary>It was signed under the board's key.</summary>
    public bool WasSigned { get; init; }
}
