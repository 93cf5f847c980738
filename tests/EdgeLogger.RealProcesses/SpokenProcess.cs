using System;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace EdgeLogger.RealProcesses;

/// <summary>A running program, and what it says: `edgelogger board virtual`, or another command that is spoken with.</summary>
public sealed class SpokenProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _said = new();
    private readonly Lock _gate = new();

    private SpokenProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
    }

    /// <summary>Everything it has said so far.</summary>
    public string Said
    {
        get
        {
            lock (_gate)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Starts `edgelogger` with these arguments.</summary>
    public static SpokenProcess Start(params string[] arguments)
    {
        SpokenProcess spoken = new(new Process { StartInfo = EdgeLoggerProgram.Start(arguments) });
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

        throw new InvalidOperationException($"It ended without saying '{text}'. It said:\n{Said}");
    }

    /// <summary>Ends it as a service manager does, and waits for its exit code. Not by SIGINT: what a script starts in the background ignores that.</summary>
    public async Task<int> TerminateAsync(CancellationToken cancellationToken)
    {
        using (Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            return await ExitAsync(cancellationToken);
        }
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            _said.AppendLine(line);
        }

        _lines.Writer.TryWrite(line);
    }
}
