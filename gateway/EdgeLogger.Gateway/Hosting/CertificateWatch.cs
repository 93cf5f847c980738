using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Brokers.Certificates;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>
/// Keeps the broker's certificate valid while the gateway runs, for the names and addresses that the machine then has.
/// </summary>
internal sealed class CertificateWatch : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookAtFilesEvery = TimeSpan.FromSeconds(2);

    private readonly string _directory;
    private readonly BrokerCertificates _certificates;
    private readonly IBroker _broker;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly PeriodicTimer _timer;
    private readonly Task _watching;
    private bool _isApplied = true;
    private volatile string _problem;

    public CertificateWatch(string directory, BrokerCertificates certificates, IBroker broker, ILogger logger, TimeProvider time)
    {
        _directory = directory;
        _certificates = certificates;
        _broker = broker;
        _logger = logger;
        _time = time;
        _problem = BrokerCertificates.FaultOf(directory, time.GetUtcNow()) ?? "";
        _timer = new PeriodicTimer(LookAtFilesEvery, time);
        (long At, string Files) checkedLast = (time.GetTimestamp(), Files());
        _watching = Task.Run(() => WatchAsync(checkedLast));
    }

    /// <summary>What is wrong with the certificates; empty if nothing is.</summary>
    public string Problem => _problem;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        _timer.Dispose();
        _stopping.Dispose();
    }

    // Once a minute, since names of the machine change and time passes; and soon after somebody has changed a file.
    private async Task WatchAsync((long At, string Files) last)
    {
        try
        {
            while (await _timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
            {
                string files = Files();
                if (files != last.Files || _time.GetElapsedTime(last.At) >= Every)
                {
                    last = (_time.GetTimestamp(), files);
                    await CheckAsync().ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task CheckAsync()
    {
        string problem = await RenewAsync().ConfigureAwait(false)
            ?? BrokerCertificates.FaultOf(_directory, _time.GetUtcNow()) ?? "";
        if (problem.Length > 0 && problem != _problem)
        {
            _logger.LogError("{Problem}", problem);
        }

        _problem = problem;
    }

    // What changes when one of them does; a file that is gone has a time too.
    private string Files() => string.Join(
        ' ', BrokerCertificates.FileNames.Select(name => File.GetLastWriteTimeUtc(Path.Combine(_directory, name)).Ticks));

    // Whatever goes wrong: it is reported, and tried again in a minute.
    private async Task<string?> RenewAsync()
    {
        try
        {
            if (_certificates.Renew())
            {
                _isApplied = false;
                _logger.LogInformation("the broker's certificate was renewed: {File}", _certificates.ServerFile);
            }

            if (!_isApplied)
            {
                await _broker.ReloadAccountsAsync(_stopping.Token).ConfigureAwait(false);
                _isApplied = true;
            }

            return null;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return $"The broker's certificate cannot be renewed; the one it has stays in use. {error.Message}";
        }
    }
}
