using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Gateway;
using EdgeLogger.Gateway.Hosting;

namespace EdgeLogger.Bench.Replay;

/// <summary>
/// A gateway in a process of its own, as `edgelogger serve` would run it, so that it can be killed like one.
/// </summary>
internal sealed class ChildGateway : IAsyncDisposable
{
    /// <summary>What a gateway prints, at the start of a line, when it is ready.</summary>
    public const string ReadyMark = "ready:";

    private readonly Process _process;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _lastWords = [];
    private readonly Lock _gate = new();

    private ChildGateway(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
    }

    /// <summary>Told of every line that it says.</summary>
    public event Action<string>? Said;

    /// <summary>Memory that it occupies, bytes; 0 if it has ended.</summary>
    public long ResidentBytes
    {
        get
        {
            try
            {
                _process.Refresh();
                return _process.WorkingSet64;
            }
            catch (InvalidOperationException)
            {
                return 0;
            }
        }
    }

    /// <summary>Starts a gateway and waits until it is ready.</summary>
    /// <param name="arguments">What follows `edgelogger`.</param>
    /// <param name="environment">Variables for it alone: secrets do not belong on a command line.</param>
    /// <param name="cancellationToken">Gives up, and ends the process.</param>
    /// <param name="said">Told of every line that it says, from the first.</param>
    /// <exception cref="UserErrorException">It ended before it was ready; the message holds its last words.</exception>
    public static async Task<ChildGateway> StartAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken,
        Action<string>? said = null)
    {
        ProcessStartInfo start = new(DotnetHost.Path())
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(typeof(Gateway.Program).Assembly.Location);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        ChildGateway gateway = new(new Process { StartInfo = start });
        gateway.Said += said;
        gateway._process.Start();
        gateway._process.BeginOutputReadLine();
        gateway._process.BeginErrorReadLine();
        await gateway.WaitUntilReadyAsync(cancellationToken).ConfigureAwait(false);
        return gateway;
    }

    /// <summary>Ends it as a power loss would: no handler runs.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Asks it to stop, and waits until it has stored what it knows.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // A gateway that was started with a pipe for standard input stops at its end: the same on every system, and also when the
        // parent dies.
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (_process.ExitCode != 0)
        {
            throw new UserErrorException($"The gateway ended with code {_process.ExitCode}. {LastWords()}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync().ConfigureAwait(false);
        }

        _process.Dispose();
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        Task ended = _process.WaitForExitAsync(cancellationToken);
        if (await Task.WhenAny(_ready.Task, ended).ConfigureAwait(false) == ended)
        {
            await DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw new UserErrorException($"The gateway did not start. {LastWords()}");
        }
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (line.StartsWith(ReadyMark, StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }

        lock (_gate)
        {
            _lastWords.Add(line);
            if (_lastWords.Count > 5)
            {
                _lastWords.RemoveAt(0);
            }
        }

        Said?.Invoke(line);
    }

    private string LastWords()
    {
        lock (_gate)
        {
            return _lastWords.Count == 0 ? "It said nothing." : "It said: " + string.Join(" / ", _lastWords);
        }
    }
}
