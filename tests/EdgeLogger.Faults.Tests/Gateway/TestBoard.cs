using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Frames;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.Topics;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>A board played by the test: it publishes what the test asks, and hears what the gateway acknowledges.</summary>
internal sealed class TestBoard : IAsyncDisposable
{
    private readonly IMqttLink _link;
    private readonly CancellationToken _token;
    private readonly Dictionary<ulong, uint> _acknowledged = [];
    private readonly Lock _gate = new();
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _hearing = Task.CompletedTask;

    private TestBoard(string id, IMqttLink link, CancellationToken token)
    {
        Topics = new BoardTopics(id);
        _link = link;
        _token = token;
    }

    public BoardTopics Topics { get; }

    /// <summary>Done when the connection is gone.</summary>
    public Task Closed => _link.Closed;

    public static async Task<TestBoard> ConnectAsync(string id, string? password, int port, CancellationToken token)
    {
        IMqttLink link = MqttLinks.Create(
            MqttLinkOptions.ForBoard("127.0.0.1", port, id, password) with { Username = password is null ? null : id },
            TimeProvider.System);
        await link.ConnectAsync(token);
        TestBoard board = new(id, link, token);
        await link.SubscribeAsync(board.Topics.Ack, token);
        board._hearing = Task.Run(board.HearAsync, CancellationToken.None);
        return board;
    }

    /// <summary>Publishes a frame on the live topic; done when the broker has it.</summary>
    public Task SendAsync(byte[] frame) => PublishAsync(Topics.Live, frame);

    public async Task PublishAsync(string topic, byte[] payload, bool retain = false) =>
        await _link.PublishAsync(topic, payload, MqttQos.AtLeastOnce, retain, _token);

    public async Task SendAsync(IEnumerable<byte[]> frames)
    {
        foreach (byte[] frame in frames)
        {
            await SendAsync(frame);
        }
    }

    /// <summary>The number up to which the gateway has reported everything of a stream to be on disk.</summary>
    public uint AcknowledgedTo(ulong stream)
    {
        lock (_gate)
        {
            return _acknowledged.GetValueOrDefault(stream);
        }
    }

    /// <summary>Waits until a stream is acknowledged up to a number.</summary>
    public async Task AcknowledgedAsync(ulong stream, uint upTo)
    {
        while (true)
        {
            Task news;
            lock (_gate)
            {
                if (_acknowledged.GetValueOrDefault(stream) >= upTo)
                {
                    return;
                }

                news = _news.Task;
            }

            await news.WaitAsync(_token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        await _hearing;
    }

    private async Task HearAsync()
    {
        Ack ack = new();
        try
        {
            await foreach (MqttMessage message in _link.Messages.ReadAllAsync(CancellationToken.None))
            {
                _link.Acknowledge(message);
                if (ack.TryRead(message.Payload, message.Payload.Length))
                {
                    Note(ack);
                }
            }
        }
        catch (MqttUnreachableException)
        {
            // The connection is gone, as a test wanted it.
        }
    }

    private void Note(Ack ack)
    {
        TaskCompletionSource news;
        lock (_gate)
        {
            _acknowledged[ack.StreamId] = ack.Contiguous;
            news = _news;
            _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        news.SetResult();
    }
}
