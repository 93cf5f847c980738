using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;

namespace EdgeLogger.Mqtt.Brokers;

/// <summary>
/// Counts the connections of a server, so that nobody takes all of them, nor the memory and the file handles of the process.
/// Thread-safe.
/// </summary>
public sealed class ConnectionLimits
{
    // The gateway itself comes from this machine, and its commands: there is room for them when all the others is taken.
    private const int ForThisMachine = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _open = [];
    private readonly int _most;
    private readonly int _mostPerAddress;
    private int _all;

    /// <param name="most">Connections at a time.</param>
    /// <param name="mostPerAddress">Those from one address that is not this machine's.</param>
    public ConnectionLimits(int most, int mostPerAddress)
    {
        _most = most;
        _mostPerAddress = mostPerAddress;
    }

    /// <summary>Those of all the broker's listeners together.</summary>
    public static ConnectionLimits Of(BrokerOptions options)
    {
        int most = Math.Min(options.MaximumConnections, HandleBudget.OfProcess.Broker);
        return new ConnectionLimits(most, Math.Min(options.MaximumConnectionsPerAddress, Math.Max(1, most * 3 / 4)));
    }

    /// <summary>Counts one more; false, and nothing counted, if there are as many as there may be.</summary>
    public bool TryEnter(IPAddress address)
    {
        lock (_gate)
        {
            int open = _open.GetValueOrDefault(address);
            bool isHere = IPAddress.IsLoopback(address);
            if (isHere ? _all >= _most + ForThisMachine : _all >= _most || open >= _mostPerAddress)
            {
                return false;
            }

            _open[address] = open + 1;
            _all++;
            return true;
        }
    }

    /// <summary>One that was counted is gone.</summary>
    public void Leave(IPAddress address)
    {
        lock (_gate)
        {
            _all--;
            if (--_open[address] == 0)
            {
                _open.Remove(address);
            }
        }
    }
}
