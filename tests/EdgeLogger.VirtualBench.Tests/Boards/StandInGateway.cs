using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Frames;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Choice;

namespace EdgeLogger.VirtualBench.Tests.Boards;

/// <summary>
/// The least that a gateway does: keeps every frame in memory and acknowledges. Connects again when it loses the broker.
/// </summary>
internal sealed class StandInGateway : IAsyncDisposable
{
    private readonly MqttLinkOptions _options;
    private readonly CancellationTokenSource _cancel = new();
    private readonly Dictionary<ulong, Stream> _streams = [];
    private readonly HashSet<Stream> _changed = [];
    private readonly Task _running;

    public StandInGateway(MqttLinkOptions options)
    {
        _options = options with { CleanStart = true };
        _running = RunAsync(_cancel.Token);
    }

    public long Duplicates { get; private set; }

    /// <summary>Frames of a board, in order. Ask after <see cref="DisposeAsync"/>.</summary>
    public IReadOnlyCollection<byte[]> FramesOf(string board)
    {
        foreach (Stream stream in _streams.Values)
        {
            if (stream.Board == board)
            {
                return stream.Frames.Values;
            }
        }

        return [];
    }

    public async ValueTask DisposeAsync()
    {
        await _cancel.CancelAsync();
        await _running;
        _cancel.Dispose();
    }

    private async Task RunAsync(CancellationToken cancelled)
    {
        while (!cancelled.IsCancellationRequested)
        {
            try
            {
                await using IMqttLink link = MqttLinks.Create(_options, TimeProvider.System);
                await link.ConnectAsync(cancelled);
                await link.SubscribeAsync("el/1/+/live", cancelled);
                await link.SubscribeAsync("el/1/+/backfill", cancelled);
                await ServeAsync(link, cancelled);
            }
            catch (Exception fault) when (fault is MqttUnreachableException or MqttRefusedException or OperationCanceledException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None);
            }
        }
    }

    private async Task ServeAsync(IMqttLink link, CancellationToken cancelled)
    {
        byte[] buffer = new byte[Ack.MaxLength];
        Ack ack = new();
        while (await link.Messages.WaitToReadAsync(cancelled))
        {
            while (link.Messages.TryRead(out MqttMessage? message))
            {
                Take(message);
                link.Acknowledge(message);
            }

            foreach (Stream stream in _changed)
            {
                ack.StreamId = stream.Id;
                ack.Contiguous = stream.Contiguous;
                int length = ack.Write(buffer);
                await link.PublishAsync(
                    $"el/1/{stream.Board}/ack", buffer.AsSpan(0, length).ToArray(), MqttQos.AtLeastOnce, false, cancelled);
            }

            _changed.Clear();
        }
    }

    private void Take(MqttMessage message)
    {
        FrameReader reader = new();
        Assert.Equal(FrameError.None, reader.Open(message.Payload, 0, message.Payload.Length));
        if (!_streams.TryGetValue(reader.StreamId, out Stream? stream))
        {
            stream = new Stream(reader.StreamId, message.Topic.Split('/')[2]);
            _streams.Add(reader.StreamId, stream);
        }

        Duplicates += stream.Frames.TryAdd(reader.Sequence, message.Payload) ? 0 : 1;
        while (stream.Frames.ContainsKey(stream.Contiguous + 1))
        {
            stream.Contiguous++;
        }

        _changed.Add(stream);
    }

    private sealed class Stream(ulong id, string board)
    {
        public ulong Id { get; } = id;

        public string Board { get; } = board;

        public SortedDictionary<uint, byte[]> Frames { get; } = [];

        public uint Contiguous { get; set; }
    }
}
