using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace EdgeLogger.Harness;

/// <summary>A network that can stand still or be cut: passes TCP connections on to a port of this machine.</summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _targetPort;
    private readonly ConcurrentDictionary<TcpClient, byte> _sides = new();
    private readonly Task _accepting;
    private volatile TaskCompletionSource _flows = Done();
    private volatile bool _isCut;

    public FaultProxy(int targetPort)
    {
        _targetPort = targetPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Nothing gets through any more, and nobody is notified.</summary>
    public void Hold() => _flows = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Every connection is reset, and new ones too.</summary>
    public void Cut()
    {
        _isCut = true;
        ResetAll();
    }

    /// <summary>Everything gets through again, what was held first.</summary>
    public void Heal()
    {
        _isCut = false;
        _flows.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Heal();
        ResetAll();
        await _accepting.ConfigureAwait(false);
        _listener.Dispose();
    }

    private static TaskCompletionSource Done()
    {
        TaskCompletionSource done = new();
        done.SetResult();
        return done;
    }

    private void ResetAll()
    {
        foreach (TcpClient side in _sides.Keys)
        {
            // No farewell: RST, as when a machine has gone.
            side.Client?.Close(0);
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = PassAsync(await _listener.AcceptTcpClientAsync().ConfigureAwait(false));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task PassAsync(TcpClient near)
    {
        using TcpClient far = new();
        using (near)
        {
            _sides[near] = 0;
            _sides[far] = 0;
            try
            {
                if (!_isCut)
                {
                    await far.ConnectAsync(IPAddress.Loopback, _targetPort).ConfigureAwait(false);
                    near.NoDelay = far.NoDelay = true;
                    // One side's end is the end of both: neither would learn of it otherwise.
                    await Task.WhenAny(PumpAsync(near, far), PumpAsync(far, near)).ConfigureAwait(false);
                }
            }
            catch (SocketException)
            {
                // The target is not there; the near side learns of it by the reset.
            }

            _sides.TryRemove(near, out _);
            _sides.TryRemove(far, out _);
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to)
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await from.GetStream().ReadAsync(buffer).ConfigureAwait(false)) > 0)
            {
                await _flows.Task.ConfigureAwait(false);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read)).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException
            or InvalidOperationException)
        {
            // Cut, or the other side has ended.
        }
    }
}
