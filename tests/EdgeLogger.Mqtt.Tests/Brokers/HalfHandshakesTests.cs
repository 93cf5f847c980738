using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using EdgeLogger.Mqtt.MqttNet;

namespace EdgeLogger.Mqtt.Tests.Brokers;

/// <summary>Who makes room where there are as many half handshakes as there may be.</summary>
public sealed class HalfHandshakesTests : IDisposable
{
    private static readonly IPAddress One = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Two = IPAddress.Parse("192.0.2.2");
    private static readonly IPAddress Three = IPAddress.Parse("192.0.2.3");

    private readonly Socket[] _clients = [.. Enumerable.Range(0, 6).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp))];
    private readonly HalfHandshakes _handshakes = new(most: 4, mostPerAddress: 3);

    public void Dispose() => Array.ForEach(_clients, client => client.Dispose());

    [Fact]
    public void Addresses_that_hold_all_places_make_room_for_one_that_has_none()
    {
        Assert.True(_handshakes.TryEnter(_clients[0], Two));
        Assert.True(_handshakes.TryEnter(_clients[1], One));
        Assert.True(_handshakes.TryEnter(_clients[2], One));
        Assert.True(_handshakes.TryEnter(_clients[3], One));

        Assert.True(_handshakes.TryEnter(_clients[4], Three));

        Assert.Equal([false, true, false, false, false], _clients.Take(5).Select(IsEnded));
        Array.ForEach(_clients, _handshakes.Leave);
        Assert.All(_clients.Skip(2).Take(3), client => Assert.True(_handshakes.TryEnter(client, One)));
    }

    [Fact]
    public void An_address_with_one_handshake_loses_it_to_nobody_else()
    {
        HalfHandshakes few = new(most: 2, mostPerAddress: 2);
        Assert.True(few.TryEnter(_clients[0], One));
        Assert.True(few.TryEnter(_clients[1], Two));

        Assert.False(few.TryEnter(_clients[2], Three));

        Assert.DoesNotContain(true, _clients.Select(IsEnded));
    }

    private static bool IsEnded(Socket client) => client.SafeHandle.IsClosed;
}
