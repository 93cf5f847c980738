using System;
using System.Threading.Tasks;
using EdgeLogger.Ingest;
using EdgeLogger.Keys;
using EdgeLogger.Loops;
using EdgeLogger.Mqtt;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Keeps what the broker retains of boards right, from ingest's and the built-in broker's reports.</summary>
internal sealed class RetainedPart(MqttSession session, IngestService ingest, BrokerPart broker, BoardKeys keys, LoopHealth loops)
    : IAsyncDisposable
{
    private readonly RetainedTopics _retained = new(
        (topic, payload, token) => session.PublishAsync(topic, payload, MqttQos.AtLeastOnce, retain: true, token),
        ingest.States, keys, loops);

    /// <summary>Begins; the broker has started.</summary>
    public void Start()
    {
        ingest.StateOverwritten += _retained.PutBack;
        if (broker.Own is { } own)
        {
            own.Revoked += _retained.Clear;
        }
    }

    public ValueTask DisposeAsync() => _retained.DisposeAsync();
}
