using System;
using System.Diagnostics;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Boards.Tests.EndToEnd;

/// <summary>
/// A terminal in which bash runs what a guide says. A prompt has no end of line: what is said is looked at letter by letter.
/// </summary>
internal sealed class GuideTerminal : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly Lock _gate = new();
    private readonly Task _reading;
    private TaskCompletionSource _more = New();
    private int _seen;

    private GuideTerminal(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>Everything it has said so far, errors among it.</summary>
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

    /// <summary>Runs a script; it ends at the first command that fails.</summary>
    /// <param name="script">The lines.</param>
    /// <param name="home">The reader's home, whose folder bin comes first on the path.</param>
    public static GuideTerminal Run(string script, string home)
    {
        ProcessStartInfo start = new("bash", ["-e", "-c", script])
        {
            WorkingDirectory = home,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = home;
        start.Environment["PATH"] = $"{home}/bin:{Environment.GetEnvironmentVariable("PATH")}";
        return new GuideTerminal(Process.Start(start)!);
    }

    /// <summary>Types a line.</summary>
    public Task TypeAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>Nothing more is typed: a question that the guide does not name gets no answer.</summary>
    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Waits until it says this, after what was waited for before.</summary>
    public async Task WaitForAsync(string text, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task more;
            lock (_gate)
            {
                int at = _said.ToString().IndexOf(text, _seen, StringComparison.Ordinal);
                if (at >= 0)
                {
                    _seen = at + text.Length;
                    return;
                }

                more = _more.Task;
            }

            if (await Task.WhenAny(more, _reading).WaitAsync(cancellationToken) == _reading && !Said[_seen..]
                .Contains(text, StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"It ended without saying '{text}'. It said:\n{Said}");
            }
        }
    }

    /// <summary>Waits for its end, and for all that it says.</summary>
    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await _reading.WaitAsync(cancellationToken);
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

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ReadAsync(System.IO.StreamReader from)
    {
        char[] buffer = new char[4096];
        for (int read = await from.ReadAsync(buffer); read > 0; read = await from.ReadAsync(buffer))
        {
            TaskCompletionSource more;
            lock (_gate)
            {
                _said.Append(buffer, 0, read);
                more = _more;
                _more = New();
            }

            more.SetResult();
        }
    }
}
