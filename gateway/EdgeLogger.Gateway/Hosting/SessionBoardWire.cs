using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Ingest;
using EdgeLogger.Mqtt;
using EdgeLogger.Topics;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>The way to the boards over the gateway's own session: what the page sends needs no connection beside it.</summary>
internal sealed class SessionBoardWire : IBoardWire, IDisposable
{
    private readonly MqttSession _session;
    private readonly IngestService _ingest;

    public SessionBoardWire(MqttSession session, IngestService ingest)
    {
        _session = session;
        _ingest = ingest;
        ingest.CommandAnswered += Receive;
    }

    /// <inheritdoc/>
    public event Action<BoardMessage>? Received;

    /// <inheritdoc/>
    public async ValueTask PublishAsync(
        string topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken cancellationToken)
    {
        try
        {
            await _session.PublishAsync(topic, payload, MqttQos.AtLeastOnce, retain, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is MqttUnreachableException or MqttRefusedException)
        {
            throw new BoardException($"The broker did not take it: {error.Message}", error);
        }
    }

    public void Dispose() => _ingest.CommandAnswered -= Receive;

    private void Receive(CommandResult answer) =>
        Received?.Invoke(new BoardMessage(answer.Board, BoardTopics.CommandResultName, IsRetained: false, answer.Payload));
}
