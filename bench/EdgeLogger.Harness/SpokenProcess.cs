using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace EdgeLogger.Harness;

/// <summary>
/// A running program, and what it says: `edgelogger serve`, `edgelogger board virtual`, or another that is spoken with.
/// </summary>
public sealed class SpokenProcess : IAsyncDisposable
{
    // What a gateway says in days is more than anybody reads.
    private const int MostLines = 10_000;

    private readonly Process _process;
    private readonly Channel<string> _lines =
        Channel.CreateBounded<string>(new BoundedChannelOptions(MostLines) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Queue<string> _said = [];
    private readonly Lock _gate = new();
    private int _openOutputs = 2;

    private SpokenProcess(ProcessStartInfo start, Action<string>? heard)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        Heard += heard;
    }

    /// <summary>Raised with every line that it says.</summary>
    public event Action<string>? Heard;

    /// <summary>What it has said so far, of very much the last.</summary>
    public string Said
    {
        get
        {
            lock (_gate)
            {
                return string.Concat(_said);
            }
        }
    }

    /// <summary>Its process, or that of the program it was started by.</summary>
    public int ProcessId => _process.Id;

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

    /// <summary>Starts `edgelogger` with these arguments.</summary>
    public static SpokenProcess Start(params string[] arguments) => Start(EdgeLoggerProgram.Start(arguments));

    /// <summary>Starts a program.</summary>
    /// <param name="start">How; input and output are redirected.</param>
    /// <param name="heard">Called with every line that it says, from the first.</param>
    public static SpokenProcess Start(ProcessStartInfo start, Action<string>? heard = null)
    {
        SpokenProcess spoken = new(start, heard);
        spoken._process.Start();
        spoken._process.BeginOutputReadLine();
        spoken._process.BeginErrorReadLine();
        return spoken;
    }

    /// <summary>Types a line.</summary>
    public Task TypeAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>Ends its input.</summary>
    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Waits for a line with this text.</summary>
    /// <exception cref="TimeoutException">It was cancelled before.</exception>
    /// <exception cref="IOException">The program ended before.</exception>
    public async Task<string> WaitForAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (string line in _lines.Reader.ReadAllAsync(cancellationToken))
            {
                if (line.Contains(text, StringComparison.Ordinal))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"It did not say '{text}'. It said:\n{Said}");
        }

        throw new IOException($"It ended without saying '{text}'. It said: {Said.ReplaceLineEndings(" / ")}");
    }

    /// <summary>Ends it as a power loss would.</summary>
    /// <param name="entireTree">Whether what it has started ends too.</param>
    public async Task KillAsync(bool entireTree = false)
    {
        _process.Kill(entireTree);
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>
    /// Ends it as a service manager does, and waits for its exit code. Not by SIGINT: what a script starts in the background
    /// ignores that.
    /// </summary>
    public async Task<int> TerminateAsync(CancellationToken cancellationToken)
    {
        using (Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            return await ExitAsync(cancellationToken);
        }
    }

    /// <summary>Ends its input, waits for its end, and returns its exit code.</summary>
    public Task<int> StopAsync(CancellationToken cancellationToken)
    {
        _process.StandardInput.Close();
        return ExitAsync(cancellationToken);
    }

    /// <summary>Waits for its end, and returns its exit code.</summary>
    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync(entireTree: true);
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            if (Interlocked.Decrement(ref _openOutputs) == 0)
            {
                _lines.Writer.TryComplete();
            }

            return;
        }

        lock (_gate)
        {
            _said.Enqueue(line + Environment.NewLine);
            if (_said.Count > MostLines)
            {
                _said.Dequeue();
            }
        }

        Heard?.Invoke(line);
        _lines.Writer.TryWrite(line);
    }
}
