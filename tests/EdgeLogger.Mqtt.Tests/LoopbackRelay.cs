using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace EdgeLogger.Mqtt.Tests;

/// <summary>Passes one connection through to a port, until it is cut as by a pulled cable.</summary>
internal sealed class LoopbackRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _targetPort;
    private TcpClient? _near;
    private TcpClient? _far;

    public LoopbackRelay(int targetPort)
    {
        _targetPort = targetPort;
        _listener.Start();
        _ = RelayAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Resets both sides: no DISCONNECT, no FIN.</summary>
    public void Cut()
    {
        foreach (TcpClient? side in (TcpClient?[])[_near, _far])
        {
            side?.Client.Close(0);
        }
    }

    public void Dispose()
    {
        Cut();
        _listener.Dispose();
    }

    private async Task RelayAsync()
    {
        _near = await _listener.AcceptTcpClientAsync();
        _far = new TcpClient();
        await _far.ConnectAsync(IPAddress.Loopback, _targetPort);
        await Task.WhenAll(PumpAsync(_near.GetStream(), _far.GetStream()), PumpAsync(_far.GetStream(), _near.GetStream()));
    }

    private static async Task PumpAsync(NetworkStream from, NetworkStream to)
    {
        try
        {
            await from.CopyToAsync(to);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Cut.
        }
    }
}
