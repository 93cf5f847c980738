using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace EdgeLogger.RealProcesses;

/// <summary>A running `edgelogger serve`, and what it says.</summary>
public sealed class ServeProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _said = new();
    private readonly Lock _gate = new();
    private bool _isUnder;

    private ServeProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
    }

    /// <summary>Port of its built-in broker.</summary>
    public int BrokerPort { get; private set; }

    /// <summary>Its port with TLS.</summary>
    public int TlsPort { get; private set; }

    /// <summary>The page.</summary>
    public Uri? Page { get; private set; }

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

    /// <summary>Its process, or that of the program it was started by.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Memory that it occupies, bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts it on a folder, broker and page on free ports of the loopback address, and waits until it is ready.</summary>
    public static Task<ServeProcess> StartAsync(string dataDirectory, CancellationToken cancellationToken) =>
        StartAsync([], dataDirectory, cancellationToken);

    /// <summary>Starts it on a folder and on a broker of this machine that is there already.</summary>
    public static Task<ServeProcess> StartAsync(string dataDirectory, int brokerPort, string brokerPassword, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = EdgeLoggerProgram.Start(
            "serve", "--data", dataDirectory, "--web", "0", "--stop-with-input",
            "--mqtt", string.Create(CultureInfo.InvariantCulture, $"mqtt://gateway@127.0.0.1:{brokerPort}"));
        start.Environment["EDGELOGGER_MQTT_PASSWORD"] = brokerPassword;
        return StartAsync(start, isUnder: false, cancellationToken);
    }

    /// <summary>As <see cref="StartAsync(string, CancellationToken)"/>, by another program if that is wanted, and with further options.</summary>
    public static Task<ServeProcess> StartAsync(
        IReadOnlyList<string> under, string dataDirectory, CancellationToken cancellationToken, params IEnumerable<string> options)
    {
        ProcessStartInfo start = EdgeLoggerProgram.Start(
            ["serve", "--data", dataDirectory, "--listen", "127.0.0.1", "--port", "0", "--tls-port", "0", "--web", "0", "--stop-with-input", .. options]);
        if (under.Count > 0)
        {
            string[] arguments = [.. under.Skip(1), start.FileName, .. start.ArgumentList];
            start.FileName = under[0];
            start.ArgumentList.Clear();
            Array.ForEach(arguments, start.ArgumentList.Add);
        }

        return StartAsync(start, isUnder: under.Count > 0, cancellationToken);
    }

    /// <summary>Waits until it says a line that contains this text.</summary>
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
            throw new TimeoutException($"The gateway did not say '{text}'. It said:\n{Said}");
        }

        throw new InvalidOperationException($"The gateway ended without saying '{text}'. It said:\n{Said}");
    }

    /// <summary>Ends it as a power loss would.</summary>
    public async Task KillAsync()
    {
        // What it was started by would let it go on.
        _process.Kill(entireProcessTree: _isUnder);
        await _process.WaitForExitAsync();
    }

    /// <summary>Lets it end in good order, and returns its exit code.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        _process.StandardInput.Close();
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

    private static async Task<ServeProcess> StartAsync(ProcessStartInfo start, bool isUnder, CancellationToken cancellationToken)
    {
        ServeProcess serve = new(new Process { StartInfo = start }) { _isUnder = isUnder };
        serve._process.Start();
        serve._process.BeginOutputReadLine();
        serve._process.BeginErrorReadLine();
        await serve.WaitForAsync("ready:", cancellationToken);
        return serve;
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

        if (line.StartsWith("broker: ", StringComparison.Ordinal))
        {
            BrokerPort = PortIn(line);
        }
        else if (line.StartsWith("tls: ", StringComparison.Ordinal))
        {
            TlsPort = PortIn(line);
        }
        else if (line.StartsWith("page: ", StringComparison.Ordinal))
        {
            Page = new Uri(line["page:".Length..].Trim());
        }

        _lines.Writer.TryWrite(line);
    }

    private static int PortIn(string line)
    {
        string address = line.Split(" on ")[1].Split(',', ';')[0];
        return int.Parse(address[(address.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);
    }
}
