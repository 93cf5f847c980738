using System;

namespace EdgeLogger.Boards.Commands;

/// <summary>What a board said.</summary>
/// <param name="Board">The board, as the topic has it.</param>
/// <param name="Name">What follows the board's name in the topic: cmd/result, state.</param>
/// <param name="IsRetained">Whether the broker had kept it.</param>
/// <param name="Payload">What it said.</param>
public sealed record BoardMessage(string Board, string Name, bool IsRetained, ReadOnlyMemory<byte> Payload);
