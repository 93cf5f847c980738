using System.Collections.Generic;
using System.Text.Json;

namespace EdgeLogger.Web;

/// <summary>What a board last said of itself.</summary>
/// <param name="Board">The board.</param>
/// <param name="ReceivedUtcMs">When its state arrived, Unix ms.</param>
/// <param name="WasRetained">The broker had kept it: it shows how things were.</param>
/// <param name="State">The state document (docs/specs/topics.md).</param>
public sealed record BoardView(string Board, long ReceivedUtcMs, bool WasRetained, JsonElement State)
{
    /// <summary>
    /// What the gateway finds wrong with what the board sends, in words: messages refused of late, frames that wait for a schema.
    /// </summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Whether what the board sends, and what is sent to it, is signed under a key: yes, no, or why not yet.</summary>
    public string Authenticated { get; init; } = "no";
}
