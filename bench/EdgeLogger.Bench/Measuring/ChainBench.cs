using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Frames;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.Topics;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeLogger.Bench.Measuring;

/// <summary>
/// From a board's publish, over broker, gateway and disk, until the board has its acknowledgement; derivation runs as ever.
/// </summary>
internal static class ChainBench
{
    private const int Boards = 10;
    private const ulong FirstStream = 0xCE_0000;

    public static async Task<BenchRow> RunAsync(
        string directory, double ratePerSecond, int frames, TimeProvider time, CancellationToken cancellationToken)
    {
        frames -= frames % Boards;
        GatewayHost host = await GatewayHost.StartAsync(
            new GatewayOptions { DataDirectory = directory }, NullLoggerFactory.Instance, time,
            cancellationToken).ConfigureAwait(false);
        await using (host.ConfigureAwait(false))
        {
            OwnBroker broker = host.Broker!;
            string[] ids = [.. Enumerable.Range(1, Boards)
                .Select(i => string.Create(CultureInfo.InvariantCulture, $"bench-{i}"))];
            IReadOnlyDictionary<string, string> passwords = broker.Accounts.AddAll(ids);
            await broker.ReloadAsync(cancellationToken).ConfigureAwait(false);
            Arrivals arrivals = new(ratePerSecond, frames, time);
            Latencies latencies = new(frames);
            ChainBoard[] boards = [.. ids.Select((id, i) => new ChainBoard(id, i, FirstStream + (ulong)i, frames / Boards))];
            try
            {
                foreach (ChainBoard board in boards)
                {
                    await board.ConnectAsync(broker.Port, passwords[board.Id], time, cancellationToken).ConfigureAwait(false);
                }

                Task[] hearing = [.. boards.Select(board => board.HearAsync(
                    index => latencies.Add(arrivals.SinceDue((index * Boards) + board.Index)), cancellationToken))];
                await arrivals.RunAsync(
                    index => boards[index % Boards].Send(index / Boards), cancellationToken).ConfigureAwait(false);
                await Task.WhenAll(hearing).WaitAsync(TimeSpan.FromMinutes(1), time, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                foreach (ChainBoard board in boards)
                {
                    await board.DisposeAsync().ConfigureAwait(false);
                }
            }

            return new BenchRow("board, broker, disk, board", ratePerSecond, latencies,
                $"over MQTT on loopback, {broker.Description.Split(' ')[0]}, {Boards} boards");
        }
    }

    private sealed class ChainBoard(string id, int index, ulong stream, int frames) : IAsyncDisposable
    {
        private readonly BoardTopics _topics = new(id);
        private readonly byte[] _schema = BenchCell.Schema(id, stream, 1);
        private byte[][] _frames = [];
        private IMqttLink? _link;

        public string Id => id;

        public int Index => index;

        public async Task ConnectAsync(int port, string password, TimeProvider time, CancellationToken cancellationToken)
        {
            BenchCell cell = new(stream, _schema, index);
            _frames = [.. Enumerable.Range(0, frames).Select(_ => cell.Next())];
            _link = MqttLinks.Create(MqttLinkOptions.ForBoard("127.0.0.1", port, id, password), time);
            await _link.ConnectAsync(cancellationToken).ConfigureAwait(false);
            await _link.SubscribeAsync(_topics.Ack, cancellationToken).ConfigureAwait(false);
            await _link.PublishAsync(
                _topics.Schema, _schema, MqttQos.AtLeastOnce, retain: true, cancellationToken).ConfigureAwait(false);
        }

        public void Send(int number) =>
            _ = _link!.PublishAsync(_topics.Live, _frames[number], MqttQos.AtLeastOnce, retain: false, CancellationToken.None)
            .AsTask();

        /// <summary>Reports each frame that the gateway has on disk, until it has all.</summary>
        public async Task HearAsync(Action<int> onDisk, CancellationToken cancellationToken)
        {
            Ack ack = new();
            int known = 0;
            while (known < frames)
            {
                MqttMessage message = await _link!.Messages.ReadAsync(cancellationToken).ConfigureAwait(false);
                _link.Acknowledge(message);
                if (message.Topic == _topics.Ack && ack.TryRead(message.Payload, message.Payload.Length))
                {
                    for (; known < ack.Contiguous; known++)
                    {
                        onDisk(known);
                    }
                }
            }
        }

        public ValueTask DisposeAsync() => _link?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
