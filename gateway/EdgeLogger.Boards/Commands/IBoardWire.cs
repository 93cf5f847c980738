using System;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Boards.Commands;

/// <summary>
/// Seam to the broker, with the gateway's rights: what is published reaches boards, and what boards answer comes back.
/// </summary>
public interface IBoardWire
{
    /// <summary>A board has said something on a topic of its own. From any thread: return soon.</summary>
    event Action<BoardMessage>? Received;

    /// <summary>Publishes at QoS 1.</summary>
    /// <exception cref="BoardException">There is no connection, or the broker refuses it.</exception>
    ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken cancellationToken);
}

/// <summary>What a board said.</summary>
/// <param name="Board">The board, as the topic has it.</param>
/// <param name="Name">What follows the board's name in the topic: cmd/result, state.</param>
/// <param name="IsRetained">Whether the broker had kept it.</param>
/// <param name="Payload">What it said.</param>
public sealed record BoardMessage(string Board, string Name, bool IsRetained, ReadOnlyMemory<byte> Payload);
