using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Testing.Receivers;

/// <summary>A real HTTP server on a free loopback port that keeps what it is posted, and answers as a test wants.</summary>
public sealed class HttpReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly List<ReceivedRequest> _received = [];
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Lock _gate = new();
    private readonly Task _running;

    public HttpReceiver(int? port = null)
    {
        Url = new Uri($"http://127.0.0.1:{port ?? FreePort.Find()}/");
        _listener.Prefixes.Add(Url.AbsoluteUri);
        _listener.Start();
        _running = Task.Run(RunAsync);
    }

    public Uri Url { get; }

    /// <summary>Answers a request that has been kept; default: 200.</summary>
    public Func<ReceivedRequest, HttpListenerResponse, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What has come so far, in its order.</summary>
    public IReadOnlyList<ReceivedRequest> Received
    {
        get
        {
            lock (_gate)
            {
                return [.. _received];
            }
        }
    }

    /// <summary>Waits until this many have come.</summary>
    public async Task WaitForAsync(int count, CancellationToken cancellationToken)
    {
        while (Received.Count < count)
        {
            await _arrived.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _running;
        _arrived.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                _ = Task.Run(() => TakeAsync(context));
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task TakeAsync(HttpListenerContext context)
    {
        try
        {
            using StreamReader reader = new(context.Request.InputStream);
            ReceivedRequest request =
                new(context.Request.Url!.AbsolutePath, context.Request.Headers, await reader.ReadToEndAsync());
            lock (_gate)
            {
                _received.Add(request);
            }

            _arrived.Release();
            await Answer(request, context.Response);
            context.Response.Close();
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The sender has gone.
        }
    }
}
