using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation;
using EdgeLogger.Loops;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Choice;

namespace EdgeLogger.Mirrors;

/// <summary>
/// The latest state of what is in each slot as retained JSON, once under the slot and once under the test, and for Home Assistant
/// what it needs to find both (docs/specs/mirrors.md). What is no longer there is cleared at the broker.
/// </summary>
public sealed class JsonMirror : IAsyncDisposable
{
    private static readonly byte[] Online = "online"u8.ToArray();
    private static readonly byte[] Offline = "offline"u8.ToArray();
    private static readonly byte[] Nothing = [];

    private readonly MirrorOptions _options;
    private readonly PublishedTopics _published;
    private readonly Func<IReadOnlyList<MirroredCell>?> _cells;
    private readonly Dictionary<ulong, MirroredCell> _said = [];
    private readonly MirrorLoop _loop;

    /// <param name="options">What, and under which names.</param>
    /// <param name="link">The broker; its client id and will are this mirror's own.</param>
    /// <param name="directory">The data directory, where it is kept what the broker may retain.</param>
    /// <param name="cells">What is in the slots now; null: that is not known yet.</param>
    /// <param name="time">Clock of the turns.</param>
    /// <param name="loops">Where its troubles are reported; null: nowhere.</param>
    /// <exception cref="System.IO.IOException">What the broker may retain cannot be read.</exception>
    public JsonMirror(MirrorOptions options, MqttLinkOptions link, string directory, Func<IReadOnlyList<MirroredCell>?> cells,
        TimeProvider time, LoopHealth? loops = null)
    {
        _options = options;
        _published = new PublishedTopics(directory, IsOurs);
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

    private string StateTopic(string kind, string id) => $"{_options.Prefix}/{kind}/{id}/state";

    private bool IsOurs(string topic) => topic.StartsWith($"{_options.Prefix}/", StringComparison.Ordinal)
        || topic.StartsWith($"{_options.DiscoveryPrefix}/sensor/edgelogger_", StringComparison.Ordinal);

    private string[] StateTopics(MirroredCell cell) => [StateTopic("cells", cell.Slot), StateTopic("tests", cell.TestId)];

    private HomeAssistantDevice[] Devices(MirroredCell cell) => !_options.HomeAssistant ? [] :
    [
        new($"edgelogger_{cell.SlotId}", $"Slot {cell.Slot}", StateTopic("cells", cell.Slot), StatusTopic, ShowsCell: true),
        new($"edgelogger_{cell.TestId}", cell.Title, StateTopic("tests", cell.TestId), StatusTopic, ShowsCell: false),
    ];

    /// <summary>All topics that a cell has, each with whom it is of: what is retained of another one is cleared first.</summary>
    private IEnumerable<KeyValuePair<string, string>> Topics(MirroredCell cell) => Devices(cell)
        .SelectMany(device => device.Topics(_options.DiscoveryPrefix).Select(topic => KeyValuePair.Create(topic, device.Id)))
        .Concat(StateTopics(cell).Select(topic => KeyValuePair.Create(topic, cell.TestId)));

    private async Task TurnAsync(MqttSession session, bool isFirst, CancellationToken cancellationToken)
    {
        if (isFirst)
        {
            _said.Clear();
            await RetainAsync(session, StatusTopic, Online, cancellationToken).ConfigureAwait(false);
        }

        if (_cells() is not { } cells)
        {
            return;
        }

        await ClearAsync(session, cells, cancellationToken).ConfigureAwait(false);
        foreach (MirroredCell cell in cells)
        {
            if (cell.Now is { } now && !cell.IsSame(_said.GetValueOrDefault(cell.Test.Id)))
            {
                await SayAsync(session, cell, now, cancellationToken).ConfigureAwait(false);
                _said[cell.Test.Id] = cell;
            }
        }
    }

    /// <summary>
    /// Clears what is of no slot or test that is there now, what a device is found by first: nobody who finds it so reads the
    /// values of the cell that has come after it.
    /// </summary>
    private async Task ClearAsync(
        MqttSession session, IReadOnlyList<MirroredCell> cells, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> stale = _published.Stale(cells.SelectMany(Topics).ToDictionary());
        foreach (string topic in stale.OrderBy(topic => topic.StartsWith($"{_options.Prefix}/", StringComparison.Ordinal)))
        {
            await RetainAsync(session, topic, Nothing, cancellationToken).ConfigureAwait(false);
        }

        _published.Remove(stale);
        foreach (ulong gone in _said.Keys.Except(cells.Select(cell => cell.Test.Id)).ToArray())
        {
            _said.Remove(gone);
        }
    }

    private async Task SayAsync(MqttSession session, MirroredCell cell, CellSnapshot now, CancellationToken cancellationToken)
    {
        if (!_said.TryGetValue(cell.Test.Id, out MirroredCell? said) || !cell.IsNamedAs(said))
        {
            _published.Add(Topics(cell));
            foreach ((string topic, byte[] document)
                in Devices(cell).SelectMany(device => device.Documents(_options.DiscoveryPrefix)))
            {
                await RetainAsync(session, topic, document, cancellationToken).ConfigureAwait(false);
            }
        }

        byte[] state = CellDocument.Write(cell, now);
        foreach (string topic in StateTopics(cell))
        {
            await RetainAsync(session, topic, state, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task RetainAsync(
        MqttSession session, string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        session.PublishAsync(topic, payload, MqttQos.AtLeastOnce, retain: true, cancellationToken).AsTask();
}
