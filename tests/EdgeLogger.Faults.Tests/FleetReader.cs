using System;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Faults.Tests;

/// <summary>Somebody who opens the fleet again and again, and does read it.</summary>
internal sealed partial class FleetReader : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _ending = new();
    private volatile string _look = "";
    private Task _reading = Task.CompletedTask;

    private FleetReader()
    {
    }

    /// <summary>When the gateway looked at what is shown; empty before there is a cell.</summary>
    public string Look => _look;

    public static FleetReader Start(Uri url)
    {
        FleetReader reader = new();
        reader._reading = Task.Run(() => reader.ReadAsync(url));
        return reader;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _reading;
        _ending.Dispose();
    }

    private async Task ReadAsync(Uri url)
    {
        using HttpClient http = new();
        try
        {
            while (true)
            {
                _look = LookedAt().Match(await http.GetStringAsync(url, _ending.Token)).Groups[1].Value;
                await Task.Delay(Pause, TimeProvider.System, _ending.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or HttpRequestException)
        {
            // The test or the gateway ends. What is no longer seen to change fails the test by itself.
        }
    }

    [GeneratedRegex("data-at=\"(\\d+)\"")]
    private static partial Regex LookedAt();
}
