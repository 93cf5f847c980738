using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards.Commands;

namespace EdgeLogger.Web.Tests;

/// <summary>A broker with no board at it.</summary>
internal sealed class SilentWire : IBoardWire
{
    public event Action<BoardMessage>? Received
    {
        add { }
        remove { }
    }

    public ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken cancellationToken) =>
        ValueTask.CompletedTask;
}
