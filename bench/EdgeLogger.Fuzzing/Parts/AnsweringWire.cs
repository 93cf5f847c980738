using System;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Topics;

namespace EdgeLogger.Fuzzing.Parts;

/// <summary>
/// A board that answers every command at once with the same document, under the command's id; and refuses if that was not an
/// answer.
/// </summary>
internal sealed class AnsweringWire : IBoardWire
{
    /// <summary>The id in <see cref="Answer"/> that stands for the command's.</summary>
    public const string Id = "0123456789abcdef";

    public event Action<BoardMessage>? Received;

    public byte[] Answer { get; set; } = [];

    public ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken cancellationToken)
    {
        using JsonDocument command = JsonDocument.Parse(payload);
        string id = command.RootElement.GetProperty("id").GetString()!;
        string board = topic.Split('/')[2];
        string answer = Encoding.Latin1.GetString(Answer).Replace(Id, id, StringComparison.Ordinal);
        Received?.Invoke(new BoardMessage(board, BoardTopics.CommandResultName, false, Encoding.Latin1.GetBytes(answer)));
        Received?.Invoke(new BoardMessage(board, BoardTopics.CommandResultName, false, Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","ok":false,"error":"no"}""")));
        return ValueTask.CompletedTask;
    }
}
