using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.Bench.Verify;

/// <summary>
/// The way from the boards to the broker, on the loopback address: each connection is cut off after a random time, both sides
/// reset, whatever was under way lost.
/// </summary>
internal sealed class LossyNetwork : IAsyncDisposable
{
    private const int BufferBytes = 16 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _connections = [];
    private readonly NoiseSource _random;
    private readonly int _brokerPort;
    private readonly TimeSpan _meanLife;
    private readonly TimeProvider _time;
    private readonly Task _accepting;
    private int _cuts;

    /// <summary>Opens it.</summary>
    /// <param name="brokerPort">Where connections go.</param>
    /// <param name="meanLife">Mean time until a connection is cut; exponentially distributed.</param>
    /// <param name="seed">Decides these times.</param>
    /// <param name="time">Clock of these times.</param>
    public LossyNetwork(int brokerPort, TimeSpan meanLife, ulong seed, TimeProvider time)
    {
        _brokerPort = brokerPort;
        _meanLife = meanLife;
        _random = new NoiseSource(seed);
        _time = time;
        _listener.Start();
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Where boards connect.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections cut so far.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        await Task.WhenAll(_connections).ConfigureAwait(false);
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient near = await _listener.AcceptTcpClientAsync(_stopping.Token).ConfigureAwait(false);
                TimeSpan life = _meanLife * -Math.Log(1 - _random.NextUniform());
                _connections.RemoveAll(connection => connection.IsCompleted);
                _connections.Add(CarryAsync(near, life));
            }
        }
        catch (OperationCanceledException)
        {
            // Closed.
        }
    }

    private async Task CarryAsync(TcpClient near, TimeSpan life)
    {
        using TcpClient far = new();
        using (near)
        {
            using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, _brokerPort, end.Token).ConfigureAwait(false);
                near.NoDelay = true;
                far.NoDelay = true;
                Task ended = Task.WhenAny(
                    PumpAsync(near.GetStream(), far.GetStream(), end.Token),
                    PumpAsync(far.GetStream(), near.GetStream(), end.Token));
                Task cut = Task.Delay(life, _time, end.Token);
                if (await Task.WhenAny(ended, cut).ConfigureAwait(false) == cut && cut.IsCompletedSuccessfully)
                {
                    Interlocked.Increment(ref _cuts);
                }
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                // No broker, or closed: the board finds its connection gone.
            }

            await end.CancelAsync().ConfigureAwait(false);
            // Reset: no farewell, what was not delivered is gone.
            near.Client.Close(0);
            far.Client?.Close(0);
        }
    }

    private static async Task PumpAsync(NetworkStream from, NetworkStream to, CancellationToken cancellationToken)
    {
        try
        {
            await from.CopyToAsync(to, BufferBytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // One side is gone; the other goes with it.
        }
    }
}
