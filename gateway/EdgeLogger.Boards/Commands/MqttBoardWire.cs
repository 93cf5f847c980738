using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Keys;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.Topics;

namespace EdgeLogger.Boards.Commands;

/// <summary>
/// A connection of one's own to the broker, beside the gateway's. What is not signed as a board with a key signs it is left out.
/// </summary>
public sealed class MqttBoardWire : IBoardWire, IAsyncDisposable
{
    private readonly IMqttLink _link;
    private readonly BoardKeys _keys;
    private readonly string _broker;
    private Task _reading = Task.CompletedTask;

    private MqttBoardWire(IMqttLink link, BoardKeys keys, string broker)
    {
        _link = link;
        _keys = keys;
        _broker = broker;
    }

    /// <inheritdoc/>
    public event Action<BoardMessage>? Received;

    /// <summary>Connects.</summary>
    /// <param name="options">Broker and credentials; the client id gets an ending of its own.</param>
    /// <param name="keys">The boards' keys.</param>
    /// <param name="received">Receives everything from the first message on; retained states come at once.</param>
    /// <param name="time">Clock of the connection.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BoardException">The broker is not there, or refuses us.</exception>
    public static async Task<MqttBoardWire> ConnectAsync(
        MqttLinkOptions options, BoardKeys keys, Action<BoardMessage>? received, TimeProvider time,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        string broker = $"{options.Host}:{options.Port}";
        IMqttLink link = MqttLinks.Create(
            options with
            {
                ClientId = $"{options.ClientId}-{Guid.NewGuid():N}"[..30],
                CleanStart = true,
                SessionExpiry = TimeSpan.Zero
            }, time);
        MqttBoardWire wire = new(link, keys, broker);
        wire.Received += received;
        try
        {
            await link.ConnectAsync(cancellationToken).ConfigureAwait(false);
            wire._reading = Task.Run(wire.ReadAsync, CancellationToken.None);
            await link.SubscribeAsync(
                BoardTopics.Root + "+/" + BoardTopics.CommandResultName, cancellationToken).ConfigureAwait(false);
            await link.SubscribeAsync(BoardTopics.Root + "+/" + BoardTopics.StateName, cancellationToken).ConfigureAwait(false);
            return wire;
        }
        catch (Exception error) when (error is MqttUnreachableException or MqttRefusedException)
        {
            await wire.DisposeAsync().ConfigureAwait(false);
            throw new BoardException($"The broker at {broker} cannot be used: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public async ValueTask PublishAsync(
        string topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken cancellationToken)
    {
        try
        {
            await _link.PublishAsync(topic, payload, MqttQos.AtLeastOnce, retain, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is MqttUnreachableException or MqttRefusedException)
        {
            throw new BoardException($"The broker at {_broker} did not take it: {error.Message}", error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
    }

    private bool IsSigned(string board, MqttMessage message) =>
        (_keys.Find(board)?.CheckDocument(message.Topic, message.Payload) ?? Authenticity.Good) == Authenticity.Good;

    private async Task ReadAsync()
    {
        try
        {
            await foreach (MqttMessage message in _link.Messages.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                _link.Acknowledge(message);
                int slash = message.Topic.IndexOf('/', BoardTopics.Root.Length);
                string board = slash > 0 ? message.Topic[BoardTopics.Root.Length..slash] : "";
                if (slash > 0 && (IsSigned(board, message) || (_keys.TryRefresh() && IsSigned(board, message))))
                {
                    Received?.Invoke(new BoardMessage(
                        board, message.Topic[(slash + 1)..], message.Retain, SignedDocument.Unsigned(message.Payload)));
                }
            }
        }
        catch (Exception error) when (error is MqttUnreachableException or MqttRefusedException or OperationCanceledException)
        {
            // The next thing that is published says so.
        }
    }
}
