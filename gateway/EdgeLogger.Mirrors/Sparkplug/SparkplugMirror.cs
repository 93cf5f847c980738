using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Loops;
using EdgeLogger.Mirrors.Sparkplug.Messages;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Choice;

namespace EdgeLogger.Mirrors.Sparkplug;

/// <summary>
/// An edge node of Sparkplug B with a device for each slot that has a cell (docs/specs/mirrors.md): birth certificates first,
/// then data with a sequence number of 0 to 255, a death certificate by will that carries the birth's bdSeq, and everything again
/// when a host asks for a rebirth.
/// </summary>
public sealed class SparkplugMirror : IAsyncDisposable
{
    private const string Rebirth = "Node Control/Rebirth";

    private readonly MirrorOptions _options;
    private readonly Func<IReadOnlyList<MirroredCell>?> _cells;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, MirroredCell> _said = [];
    private readonly MirrorLoop _loop;
    private long _bdSeq = -1;
    private long _cellCount;
    private int _seq;

    /// <param name="options">Under which names.</param>
    /// <param name="link">The broker; its client id and will are this mirror's own.</param>
    /// <param name="cells">What is in the slots now; null: that is not known yet.</param>
    /// <param name="time">Clock of the turns.</param>
    /// <param name="loops">Where its troubles are reported; null: nowhere.</param>
    public SparkplugMirror(MirrorOptions options, MqttLinkOptions link, Func<IReadOnlyList<MirroredCell>?> cells,
        TimeProvider time, LoopHealth? loops = null)
    {
        _options = options;
        _cells = cells;
        _time = time;
        MqttSession session = new(() => MqttLinks.Create(NextLink(link), time), [Topic("NCMD")], time, seed: 2);
        _loop = new MirrorLoop("sparkplug", loops ?? new LoopHealth(_ => { }), session, time, options.Every, TurnAsync, Receive);
    }

    public void Start() => _loop.Start();

    public async ValueTask DisposeAsync()
    {
        // A farewell keeps the will back: the death is reported in our own words.
        await _loop.EndAsync((session, cancellationToken) =>
            session.PublishAsync(Topic("NDEATH"), Death(Volatile.Read(ref _bdSeq)), MqttQos.AtLeastOnce, retain: false,
                cancellationToken).AsTask()).ConfigureAwait(false);
        await _loop.DisposeAsync().ConfigureAwait(false);
    }

    private string Topic(string kind, string device = "") =>
        $"spBv1.0/{_options.Group}/{kind}/{_options.Node}{(device.Length > 0 ? "/" + device : "")}";

    private long NowUtcMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private MqttLinkOptions NextLink(MqttLinkOptions link)
    {
        long bdSeq = (Volatile.Read(ref _bdSeq) + 1) % 256;
        Volatile.Write(ref _bdSeq, bdSeq);
        return link with
        {
            ClientId = $"{link.ClientId}-sparkplug",
            CleanStart = true,
            SessionExpiry = TimeSpan.Zero,
            Will = new MqttWill(Topic("NDEATH"), Death(bdSeq), Retain: false),
        };
    }

    // A death has no sequence number.
    private byte[] Death(long bdSeq) => SparkplugPayload.Write(NowUtcMs, null, SparkplugPayload.Whole("bdSeq", bdSeq));

    private void Receive(MqttMessage message)
    {
        if (message.Topic == Topic("NCMD") && !message.Retain && SparkplugPayload.HoldsTrue(message.Payload, Rebirth))
        {
            _loop.Restart();
        }
    }

    private async Task TurnAsync(MqttSession session, bool isFirst, CancellationToken cancellationToken)
    {
        MirroredCell[] cells = [.. (_cells() ?? []).Where(cell => cell.Now is not null)];
        if (isFirst)
        {
            _said.Clear();
            _seq = 0;
            _cellCount = cells.Length;
            await SendAsync(session, Topic("NBIRTH"),
                [
                    SparkplugPayload.Whole("bdSeq", Volatile.Read(ref _bdSeq)),
                    SparkplugPayload.Flag(Rebirth, false),
                    CellCount(),
                ], cancellationToken).ConfigureAwait(false);
        }
        else if (cells.Length != _cellCount)
        {
            _cellCount = cells.Length;
            await SendAsync(session, Topic("NDATA"), [CellCount()], cancellationToken).ConfigureAwait(false);
        }

        // A swap ends the one and begins another: no host may join their values.
        foreach ((string device, MirroredCell said) in _said.ToArray())
        {
            if (!cells.Any(cell => cell.SlotId == device && cell.Test.Id == said.Test.Id))
            {
                await SendAsync(session, Topic("DDEATH", device), [], cancellationToken).ConfigureAwait(false);
                _said.Remove(device);
            }
        }

        foreach (MirroredCell cell in cells)
        {
            MirroredCell? said = _said.GetValueOrDefault(cell.SlotId);
            if (!cell.IsSame(said))
            {
                bool isBorn = said is not null && cell.IsNamedAs(said);
                IEnumerable<Metric> metrics = isBorn ? Values(cell, said) : [.. Names(cell), .. Values(cell, null)];
                await SendAsync(session, Topic(isBorn ? "DDATA" : "DBIRTH", cell.SlotId), metrics, cancellationToken)
                    .ConfigureAwait(false);
                _said[cell.SlotId] = cell;
            }
        }
    }

    private Metric CellCount() => SparkplugPayload.Whole("Cells", _cellCount);

    private static Metric[] Names(MirroredCell cell) =>
    [
        SparkplugPayload.Text("Cell", cell.Cell), SparkplugPayload.Whole("Test", cell.Number),
        SparkplugPayload.Text("Test ID", cell.TestId), SparkplugPayload.Text("Slot", cell.Slot),
    ];

    /// <summary>All values for a birth, those that have changed for data.</summary>
    private static IEnumerable<Metric> Values(MirroredCell cell, MirroredCell? said) => CellDocument.Quantities
        .Where(quantity => said is null || !quantity.Value(cell.Now!).Equals(quantity.Value(said.Now!)))
        .Select(quantity => SparkplugPayload.Measured(quantity.Name, quantity.Value(cell.Now!)));

    private async Task SendAsync(
        MqttSession session, string topic, IEnumerable<Metric> metrics, CancellationToken cancellationToken)
    {
        byte[] payload = SparkplugPayload.Write(NowUtcMs, _seq, metrics);
        _seq = (_seq + 1) % 256;
        await session.PublishAsync(topic, payload, MqttQos.AtMostOnce, retain: false, cancellationToken).ConfigureAwait(false);
    }
}
