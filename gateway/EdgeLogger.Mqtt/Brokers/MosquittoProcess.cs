using System;
using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Threading.Tasks;

namespace EdgeLogger.Mqtt.Brokers;

/// <summary>
/// One run of mosquitto as our child. A shell stands between: it holds the reading end of a pipe of ours and kills mosquitto when
/// the pipe closes, which the system does for us even when we are killed ourselves.
/// </summary>
internal sealed class MosquittoProcess : IDisposable
{
    // $1: mosquitto, $2: its configuration. Prints mosquitto's process id, then waits for the end of either side.
    private const string Script =
        """
        exec 3<&0
        "$1" -c "$2" </dev/null 3<&- &
        broker=$!
        echo "$broker"
        ( read -r _ <&3; kill -9 "$broker" ) >/dev/null 2>&1 &
        watch=$!
        wait "$broker"
        code=$?
        kill "$watch" 2>/dev/null
        exit "$code"
        """;

    private const int LongestLine = 64 * 1024;

    private readonly Process _shell;

    private MosquittoProcess(Process shell, int processId, Action<string> logLine)
    {
        _shell = shell;
        ProcessId = processId;
        Ended = RunAsync(logLine);
    }

    /// <summary>mosquitto's own process id.</summary>
    public int ProcessId { get; }

    /// <summary>Done with mosquitto's exit code, after its last line of log.</summary>
    public Task<int> Ended { get; }

    /// <exception cref="BrokerException">It cannot be started.</exception>
    public static async Task<MosquittoProcess> StartAsync(string executable, string configurationFile, Action<string> logLine)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", Script, "sh", executable, configurationFile },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process shell = Process.Start(start)!;
        string? first = await shell.StandardOutput.ReadLineAsync().ConfigureAwait(false);
        if (int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int processId))
        {
            return new MosquittoProcess(shell, processId, logLine);
        }

        string error = await shell.StandardError.ReadToEndAsync().ConfigureAwait(false);
        shell.Dispose();
        throw new BrokerException($"mosquitto cannot be started: {error.Trim()}");
    }

    public void Signal(int signal) => UnixSignal.Send(ProcessId, signal);

    /// <summary>Closes the pipe: the shell kills mosquitto.</summary>
    public void Kill() => _shell.StandardInput.Close();

    public void Dispose() => _shell.Dispose();

    private async Task<int> RunAsync(Action<string> logLine)
    {
        PipeReader log = PipeReader.Create(_shell.StandardError.BaseStream);
        ReadResult read;
        do
        {
            read = await log.ReadAsync().ConfigureAwait(false);
            ReadOnlySequence<byte> buffer = read.Buffer;
            TakeLines(ref buffer, logLine);
            log.AdvanceTo(buffer.Start, buffer.End);
        }
        while (!read.IsCompleted);

        await log.CompleteAsync().ConfigureAwait(false);
        await _shell.WaitForExitAsync().ConfigureAwait(false);
        return _shell.ExitCode;
    }

    private static void TakeLines(ref ReadOnlySequence<byte> buffer, Action<string> logLine)
    {
        var reader = new SequenceReader<byte>(buffer);
        while (reader.TryReadTo(out ReadOnlySequence<byte> line, (byte)'\n'))
        {
            if (!IsEveryMessage(line))
            {
                logLine(Encoding.UTF8.GetString(line));
            }
        }

        // A line without an end is not a line of mosquitto's, which cuts them at about a kilobyte.
        buffer = reader.Remaining > LongestLine ? buffer.Slice(buffer.End) : buffer.Slice(reader.Position);
    }

    /// <summary>At full verbosity nearly all lines report a packet that was fine; they are not worth a string.</summary>
    private static bool IsEveryMessage(ReadOnlySequence<byte> line)
    {
        ReadOnlySpan<byte> start = line.FirstSpan;
        return start.StartsWith("Sending P"u8) || start.StartsWith("Received P"u8);
    }
}
