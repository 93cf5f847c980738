using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using EdgeLogger.Mqtt.Brokers;

namespace EdgeLogger.Mqtt.MqttNet;

/// <summary>
/// Connections whose TLS handshake and first packet are not done. Of an address that has as many as it may, the oldest one makes
/// room for a new one: somebody who opens them and says nothing must not keep out the others behind the same router. Where there
/// are too many in all, the oldest of the address that has the most makes room for one that has fewer. Thread-safe.
/// </summary>
internal sealed class HalfHandshakes(int most, int mostPerAddress)
{
    private readonly Lock _gate = new();
    private readonly ConnectionLimits _limits = new(most, mostPerAddress);
    private readonly LinkedList<(Socket Client, IPAddress From)> _open = [];

    /// <summary>
    /// Counts a connection; ends an older one if there are too many. False, and not counted, if none has to make room.
    /// </summary>
    public bool TryEnter(Socket client, IPAddress from)
    {
        lock (_gate)
        {
            if (!_limits.TryEnter(from) && !MakeRoom(from))
            {
                return false;
            }

            _open.AddLast((client, from));
            return true;
        }
    }

    /// <summary>The connection has begun or is over. May be said several times.</summary>
    public void Leave(Socket client)
    {
        lock (_gate)
        {
            for (LinkedListNode<(Socket Client, IPAddress From)>? at = _open.First; at is not null; at = at.Next)
            {
                if (at.Value.Client == client)
                {
                    _open.Remove(at);
                    _limits.Leave(at.Value.From);
                    return;
                }
            }
        }
    }

    private bool MakeRoom(IPAddress from)
    {
        if (EndOldest(from))
        {
            return _limits.TryEnter(from);
        }

        // This one has none yet: an address with two or more has more than a fair share.
        IGrouping<IPAddress, (Socket Client, IPAddress From)>? most = _open.GroupBy(one => one.From)
            .MaxBy(group => group.Count());
        return most?.Count() > 1 && EndOldest(most.Key) && _limits.TryEnter(from);
    }

    private bool EndOldest(IPAddress from)
    {
        for (LinkedListNode<(Socket Client, IPAddress From)>? at = _open.First; at is not null; at = at.Next)
        {
            if (at.Value.From.Equals(from))
            {
                _open.Remove(at);
                _limits.Leave(from);
                at.Value.Client.Dispose();
                return true;
            }
        }

        return false;
    }
}
