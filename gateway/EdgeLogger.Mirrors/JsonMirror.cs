using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation;
using EdgeLogger.Loops;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Choice;

namespace EdgeLogger.Mirrors;

/// <summary>
/// The latest state of each cell as retained JSON, and for Home Assistant what it needs to find it (docs/specs/mirrors.md).
/// </summary>
public sealed class JsonMirror : IAsyncDisposable
{
    private static readonly byte[] Online = "online"u8.ToArray();
    private static readonly byte[] Offline = "offline"u8.ToArray();

    private readonly MirrorOptions _options;
    private readonly Func<IReadOnlyList<CellSnapshot>> _cells;
    private readonly Dictionary<string, CellSnapshot> _said = [];
    private readonly MirrorLoop _loop;

    /// <param name="options">What, and under which names.</param>
    /// <param name="link">The broker; its client id and will are this mirror's own.</param>
    /// <param name="cells">How cells stand now.</param>
    /// <param name="time">Clock of the turns.</param>
    /// <param name="loops">Where its troubles are reported; null: nowhere.</param>
    public JsonMirror(MirrorOptions options, MqttLinkOptions link, Func<IReadOnlyList<CellSnapshot>> cells, TimeProvider time,
        LoopHealth? loops = null)
    {
        _options = options;
        _cells = cells;
        MqttLinkOptions own = link with
        {
            ClientId = $"{link.ClientId}-mirror",
            CleanStart = true,
            Will = new MqttWill(StatusTopic, Offline, Retain: true)
        };
        _loop = new MirrorLoop("json", loops ?? new LoopHealth(_ => { }),
            new MqttSession(() => MqttLinks.Create(own, time), [], time, seed: 1), time, options.Every, TurnAsync, _ => { });
    }

    public void Start() => _loop.Start();

    public async ValueTask DisposeAsync()
    {
        await _loop.EndAsync((session, cancellationToken) =>
            session.PublishAsync(StatusTopic, Offline, MqttQos.AtLeastOnce, retain: true, cancellationToken)
            .AsTask()).ConfigureAwait(false);
        await _loop.DisposeAsync().ConfigureAwait(false);
    }

    private string StatusTopic => $"{_options.Prefix}/status";

    private string StateTopic(CellSnapshot cell) =>
        string.Create(CultureInfo.InvariantCulture, $"{_options.Prefix}/cells/{cell.Cell.Board}/{cell.Cell.Slot}/state");

    private async Task TurnAsync(MqttSession session, bool isFirst, CancellationToken cancellationToken)
    {
        if (isFirst)
        {
            _said.Clear();
            await session.PublishAsync(
                StatusTopic, Online, MqttQos.AtLeastOnce, retain: true, cancellationToken).ConfigureAwait(false);
        }

        foreach (CellSnapshot cell in _cells().Where(CellDocument.CanBeNamed))
        {
            string id = CellDocument.IdOf(cell);
            if (_said.TryGetValue(id, out CellSnapshot? said) && ReferenceEquals(said, cell))
            {
                continue;
            }

            if (_options.HomeAssistant && said is null)
            {
                await DiscoverAsync(session, cell, id, cancellationToken).ConfigureAwait(false);
            }

            await session.PublishAsync(StateTopic(cell), CellDocument.Write(cell), MqttQos.AtLeastOnce, retain: true,
                cancellationToken).ConfigureAwait(false);
            _said[id] = cell;
        }
    }

    private async Task DiscoverAsync(MqttSession session, CellSnapshot cell, string id, CancellationToken cancellationToken)
    {
        foreach (MirroredQuantity quantity in CellDocument.Quantities)
        {
            Dictionary<string, object> document = new()
            {
                ["name"] = quantity.Of.Title,
                ["unique_id"] = $"edgelogger_{id}_{quantity.Name}",
                ["state_topic"] = StateTopic(cell),
                ["value_template"] = $"{{{{ value_json.{quantity.Name} }}}}",
                ["state_class"] = "measurement",
                ["availability_topic"] = StatusTopic,
                ["device"] = new
                {
                    identifiers = (string[])[$"edgelogger_{id}"],
                    name = $"Cell {cell.Cell.Name}",
                    manufacturer = "EdgeLogger"
                },
            };
            if (quantity.Unit.Length > 0)
            {
                document["unit_of_measurement"] = quantity.Unit;
            }

            if (quantity.DeviceClass is { } deviceClass)
            {
                document["device_class"] = deviceClass;
            }

            string topic = $"{_options.DiscoveryPrefix}/sensor/edgelogger_{id}/{quantity.Name}/config";
            byte[] payload = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(document));
            await session.PublishAsync(
                topic, payload, MqttQos.AtLeastOnce, retain: true, cancellationToken).ConfigureAwait(false);
        }
    }
}
