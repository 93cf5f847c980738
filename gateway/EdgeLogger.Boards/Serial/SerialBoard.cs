using System;
using System.Globalization;
using System.IO;
using System.IO.Ports;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Frames;

namespace EdgeLogger.Boards.Serial;

/// <summary>
/// A board at a serial port: commands as lines of JSON with their CRC-32, repeated when a line is damaged or lost.
/// </summary>
public sealed class SerialBoard : IAsyncDisposable
{
    private const int BaudRate = 115_200;
    private const int Attempts = 3;

    // So that a line stays below what the board takes, every character escaped.
    private const int PartLength = 120;

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    private readonly SerialPort _port;
    private readonly TimeProvider _time;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly Thread _reading;
    private volatile bool _closing;
    private int _lastId;

    private SerialBoard(SerialPort port, TimeProvider time)
    {
        _port = port;
        _time = time;
        _reading = new Thread(ReadLines) { IsBackground = true, Name = "serial " + port.PortName };
        _reading.Start();
    }

    /// <summary>The port's name.</summary>
    public string PortName => _port.PortName;

    /// <summary>Opens a port.</summary>
    /// <exception cref="BoardException">It cannot be opened; the message says why and what to do.</exception>
    public static SerialBoard Open(string portName, TimeProvider time)
    {
        SerialPort port = new(portName, BaudRate) { ReadTimeout = 200, WriteTimeout = 2000, NewLine = "\n" };
        try
        {
            port.Open();
            return new SerialBoard(port, time);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException
            or InvalidOperationException)
        {
            port.Dispose();
            throw new BoardException(SerialPorts.Explain(portName, error), error);
        }
    }

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <param name="name">The command.</param>
    /// <param name="members">What else belongs to it; null: nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BoardException">The board refuses, or does not answer.</exception>
    public async Task<JsonElement> AskAsync(string name, JsonObject? members, CancellationToken cancellationToken)
    {
        BoardAnswer answer = await SendAsync(name, members, cancellationToken).ConfigureAwait(false);
        return answer.IsOk ? answer.Document : throw new BoardException(
            $"The board at {PortName} refuses '{name}': {answer.Error}.");
    }

    /// <summary>
    /// As <see cref="AskAsync(string, JsonObject?, CancellationToken)"/>, and a refusal is an answer like others.
    /// </summary>
    /// <exception cref="BoardException">The board does not answer.</exception>
    public async Task<BoardAnswer> SendAsync(string name, JsonObject? members, CancellationToken cancellationToken)
    {
        JsonObject command = new() { ["id"] = (++_lastId).ToString(CultureInfo.InvariantCulture), ["cmd"] = name };
        foreach ((string member, JsonNode? value) in members ?? [])
        {
            command[member] = value?.DeepClone();
        }

        string line = WithCrc(command.ToJsonString());
        for (int attempt = 1; attempt <= Attempts; attempt++)
        {
            Write(line);
            if (await AnswerAsync(_lastId.ToString(CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(
                false) is { } answer)
            {
                return answer;
            }
        }

        throw new BoardException(
            $"The board at {PortName} does not answer. Is it an EdgeLogger board, flashed and running? `edgelogger board flash "
            + $"--port {PortName}` puts the program on it.");
    }

    /// <summary>
    /// As <see cref="AskAsync(string, JsonObject?, CancellationToken)"/>, and takes out of the answer what is wanted.
    /// </summary>
    /// <param name="name">The command.</param>
    /// <param name="read">Reads the answer; what a wrong document makes it throw is the board's fault.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BoardException">The board refuses, does not answer, or the answer does not hold what is
    /// wanted.</exception>
    public async Task<T> AskAsync<T>(string name, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        AnswerReading.Read($"The board at {PortName}", name,
            await AskAsync(name, null, cancellationToken).ConfigureAwait(false), read);

    /// <summary>Gives it a configuration, secrets included, in parts.</summary>
    /// <exception cref="BoardException">The board refuses it, with what is wrong, or does not answer.</exception>
    public async Task ConfigureAsync(JsonObject configuration, CancellationToken cancellationToken)
    {
        byte[] document = JsonSerializer.SerializeToUtf8Bytes(configuration);
        await AskAsync("config-begin", new JsonObject { ["length"] = document.Length }, cancellationToken).ConfigureAwait(false);
        for (int offset = 0; offset < document.Length;)
        {
            // Not within a character.
            int end = Math.Min(offset + PartLength, document.Length);
            while (end < document.Length && (document[end] & 0xC0) == 0x80)
            {
                end--;
            }

            string text = Encoding.UTF8.GetString(document, offset, end - offset);
            await AskAsync("config-part", new JsonObject { ["offset"] = offset, ["text"] = text },
                cancellationToken).ConfigureAwait(false);
            offset = end;
        }

        string crc = Crc32.Compute(document, 0, document.Length).ToString("x8", CultureInfo.InvariantCulture);
        await AskAsync("config-set", new JsonObject { ["crc"] = crc }, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _closing = true;
        await Task.Run(_reading.Join).ConfigureAwait(false);
        _port.Dispose();
    }

    /// <summary>A line with its CRC-32 behind it.</summary>
    internal static string WithCrc(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        return string.Create(CultureInfo.InvariantCulture, $"{json} *{Crc32.Compute(bytes, 0, bytes.Length):x8}");
    }

    /// <summary>The JSON of a line whose CRC-32 is right; null of any other.</summary>
    internal static string? Checked(string line)
    {
        int star = line.LastIndexOf(" *", StringComparison.Ordinal);
        return star > 0 && WithCrc(line[..star]) == line ? line[..star] : null;
    }

    private void Write(string line)
    {
        while (_lines.Reader.TryRead(out _))
        {
            // Late answers to what was asked before.
        }

        try
        {
            _port.WriteLine(line);
        }
        catch (Exception error) when (error is IOException or TimeoutException or InvalidOperationException)
        {
            throw new BoardException($"The port {PortName} does not take anything any more: {error.Message}", error);
        }
    }

    // Null: none in time, or the line was damaged either way.
    private async Task<BoardAnswer?> AnswerAsync(string id, CancellationToken cancellationToken)
    {
        using CancellationTokenSource late = new(AnswerWithin, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            await foreach (string line in _lines.Reader.ReadAllAsync(either.Token).ConfigureAwait(false))
            {
                if (Checked(line) is { } json && BoardAnswer.Read(Encoding.UTF8.GetBytes(json)) is { } answer)
                {
                    if (answer.Id == id)
                    {
                        return answer;
                    }

                    if (answer.Id.Length == 0)
                    {
                        return null;
                    }
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Late.
        }

        return null;
    }

    private void ReadLines()
    {
        StringBuilder line = new();
        byte[] buffer = new byte[512];
        Decoder decoder = Encoding.UTF8.GetDecoder();
        char[] text = new char[512];
        while (!_closing)
        {
            int count;
            try
            {
                count = _port.BaseStream.Read(buffer, 0, buffer.Length);
            }
            catch (TimeoutException)
            {
                continue;
            }
            catch (Exception error) when (error is IOException or InvalidOperationException or OperationCanceledException)
            {
                break;
            }

            int chars = decoder.GetChars(buffer, 0, count, text, 0);
            foreach (char c in text.AsSpan(0, chars))
            {
                if (c == '\n')
                {
                    _lines.Writer.TryWrite(line.ToString().TrimEnd('\r'));
                    line.Clear();
                }
                else
                {
                    line.Append(c);
                }
            }
        }

        _lines.Writer.TryComplete();
    }
}
