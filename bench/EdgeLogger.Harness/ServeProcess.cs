using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Harness;

/// <summary>
/// A running `edgelogger serve`, and what it says. It stops when its input ends, so also when the process that started it dies.
/// </summary>
public sealed class ServeProcess : IAsyncDisposable
{
    private readonly SpokenProcess _spoken;
    private readonly bool _isUnder;

    private ServeProcess(ProcessStartInfo start, bool isUnder, Action<string>? heard)
    {
        _isUnder = isUnder;
        _spoken = SpokenProcess.Start(start, line =>
        {
            Read(line);
            heard?.Invoke(line);
        });
    }

    /// <summary>Raised with every line that it says.</summary>
    public event Action<string>? Heard
    {
        add => _spoken.Heard += value;
        remove => _spoken.Heard -= value;
    }

    /// <summary>Port of its built-in broker.</summary>
    public int BrokerPort { get; private set; }

    /// <summary>Its port with TLS.</summary>
    public int TlsPort { get; private set; }

    /// <summary>The page.</summary>
    public Uri? Page { get; private set; }

    /// <summary>What it has said so far.</summary>
    public string Said => _spoken.Said;

    /// <summary>Its process, or that of the program it was started by.</summary>
    public int ProcessId => _spoken.ProcessId;

    /// <summary>Memory that it occupies, bytes; 0 if it has ended.</summary>
    public long ResidentBytes => _spoken.ResidentBytes;

    /// <summary>
    /// Starts it on a folder, broker and page on free ports of the loopback address, and waits until it is ready.
    /// </summary>
    public static Task<ServeProcess> StartAsync(string dataDirectory, CancellationToken cancellationToken) =>
        StartAsync([], dataDirectory, cancellationToken);

    /// <summary>Starts it on a folder and on a broker of this machine that is there already.</summary>
    public static Task<ServeProcess> StartAsync(
        string dataDirectory, int brokerPort, string brokerPassword, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = EdgeLoggerProgram.Start(
            "serve", "--data", dataDirectory, "--web", "0", "--stop-with-input",
            "--mqtt", string.Create(CultureInfo.InvariantCulture, $"mqtt://gateway@127.0.0.1:{brokerPort}"));
        start.Environment["EDGELOGGER_MQTT_PASSWORD"] = brokerPassword;
        return StartAsync(start, isUnder: false, heard: null, cancellationToken);
    }

    /// <summary>
    /// As <see cref="StartAsync(string, CancellationToken)"/>, by another program if that is wanted, and with further options.
    /// Its broker has TLS too, on a free port, unless the options say another port or none.
    /// </summary>
    public static Task<ServeProcess> StartAsync(
        IReadOnlyList<string> under, string dataDirectory, CancellationToken cancellationToken,
        params IEnumerable<string> options)
    {
        string[] further = [.. options];
        string[] tls = further.Contains("--tls-port") ? [] : ["--tls-port", "0"];
        ProcessStartInfo start = EdgeLoggerProgram.Start(
            ["serve", "--data", dataDirectory, "--listen", "127.0.0.1", "--port", "0", "--web", "0", "--stop-with-input",
                .. tls, .. further]);
        if (under.Count > 0)
        {
            string[] arguments = [.. under.Skip(1), start.FileName, .. start.ArgumentList];
            start.FileName = under[0];
            start.ArgumentList.Clear();
            Array.ForEach(arguments, start.ArgumentList.Add);
        }

        return StartAsync(start, isUnder: under.Count > 0, heard: null, cancellationToken);
    }

    /// <summary>Starts it, and waits until it is ready.</summary>
    /// <param name="start">How.</param>
    /// <param name="heard">Called with every line that it says, from the first.</param>
    /// <param name="cancellationToken">Gives up, and ends the process.</param>
    /// <exception cref="TimeoutException">It was cancelled before it was ready.</exception>
    /// <exception cref="IOException">It ended before it was ready; the message holds what it said.</exception>
    public static Task<ServeProcess> StartAsync(
        ProcessStartInfo start, Action<string> heard, CancellationToken cancellationToken) =>
        StartAsync(start, isUnder: false, heard, cancellationToken);

    /// <summary>Waits until it says a line that contains this text.</summary>
    public Task<string> WaitForAsync(string text, CancellationToken cancellationToken) =>
        _spoken.WaitForAsync(text, cancellationToken);

    /// <summary>Ends it as a power loss would: no handler runs.</summary>
    // What it was started by would let it go on.
    public Task KillAsync() => _spoken.KillAsync(entireTree: _isUnder);

    /// <summary>Lets it end in good order, and returns its exit code.</summary>
    public Task<int> StopAsync(CancellationToken cancellationToken) => _spoken.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => _spoken.DisposeAsync();

    private static async Task<ServeProcess> StartAsync(
        ProcessStartInfo start, bool isUnder, Action<string>? heard, CancellationToken cancellationToken)
    {
        ServeProcess serve = new(start, isUnder, heard);
        try
        {
            await serve.WaitForAsync("ready:", cancellationToken);
            return serve;
        }
        catch
        {
            await serve.DisposeAsync();
            throw;
        }
    }

    private void Read(string line)
    {
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
    }

    private static int PortIn(string line)
    {
        string address = line.Split(" on ")[1].Split(',', ';')[0];
        return int.Parse(address[(address.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);
    }
}
