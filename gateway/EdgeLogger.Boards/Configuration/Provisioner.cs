using System;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Boards.Serial;

namespace EdgeLogger.Boards.Configuration;

/// <summary>
/// Sets a board up by its serial port: network, broker, credentials; and waits until it has reached the gateway with them.
/// </summary>
public sealed class Provisioner
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(0.5);

    private readonly SerialBoard _serial;
    private readonly TimeProvider _time;

    public Provisioner(SerialBoard serial, TimeProvider time)
    {
        _serial = serial;
        _time = time;
    }

    /// <summary>Looks, before anything is changed, whether the board at this port has this name, or none yet.</summary>
    /// <returns>Whether it has none yet: it is blank.</returns>
    /// <exception cref="BoardException">It is another board, or does not answer.</exception>
    public async Task<bool> CheckNameAsync(string board, CancellationToken cancellationToken)
    {
        JsonObject running = await _serial.AskAsync(
            "config", AnswerReading.Configuration, cancellationToken).ConfigureAwait(false);
        bool isBlank = (int?)running["version"] == 0;
        if (!isBlank && (string?)running["board"] is { } name && name != board)
        {
            throw new BoardException(
                $"The board at {_serial.PortName} is {name}, not {board}: nothing was changed. Name its own port with --port, "
                + $"or give --board {name}; a board gets another name only when its flash is erased.");
        }

        return isBlank;
    }

    /// <summary>Writes the configuration; the board restarts with it.</summary>
    /// <returns>Its version.</returns>
    /// <exception cref="BoardException">The board refuses it, or does not answer.</exception>
    public async Task<int> WriteAsync(ProvisionOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        JsonObject running = await _serial.AskAsync(
            "config", AnswerReading.Configuration, cancellationToken).ConfigureAwait(false);
        bool isBlank = (int?)running["version"] == 0;
        JsonObject next = ConfigurationDraft.Next(isBlank ? ConfigurationDraft.Blank(options.Board, options.Slots) : running);
        next["board"] = options.Board;
        Put(next, "wifi", ("ssid", options.WifiSsid), ("password", options.WifiPassword));
        Put(next, "broker", ("host", options.BrokerHost), ("port", options.BrokerPort), ("tls", options.UseTls),
            ("password", options.Password),
            ("ca", options.Ca), ("client_certificate", options.ClientCertificate), ("client_key", options.ClientKey));
        await _serial.ConfigureAsync(next, cancellationToken).ConfigureAwait(false);
        return (int)next["version"]!;
    }

    /// <summary>Waits until the board has restarted with this version.</summary>
    /// <returns>Whether it has.</returns>
    public async Task<bool> WaitForStartAsync(string board, int version, TimeSpan within, CancellationToken cancellationToken)
    {
        long start = _time.GetTimestamp();
        while (_time.GetElapsedTime(start) < within)
        {
            if (await LookAsync(board, cancellationToken).ConfigureAwait(false) is { } state && state.ConfigVersion == version)
            {
                return true;
            }

            await Task.Delay(LookEvery, _time, cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    /// <summary>How the board stands now.</summary>
    /// <exception cref="BoardException">It does not answer.</exception>
    public async Task<BoardStatus> StateAsync(string board, CancellationToken cancellationToken)
    {
        JsonElement state = await _serial.AskAsync(
            "report", answer => answer.GetProperty("state"), cancellationToken).ConfigureAwait(false);
        return new BoardStatus(board, _time.GetUtcNow(), false, state);
    }

    /// <summary>Waits until the board runs this version permanently, with a connection.</summary>
    /// <returns>Its last state: what is not as it should be stands there.</returns>
    public async Task<BoardStatus?> WaitAsync(string board, int version, TimeSpan within, CancellationToken cancellationToken)
    {
        long start = _time.GetTimestamp();
        BoardStatus? last = null;
        while (_time.GetElapsedTime(start) < within)
        {
            last = await LookAsync(board, cancellationToken).ConfigureAwait(false) ?? last;
            if (last is { IsTrial: false } && last.ConfigVersion == version && BoardStatus.Number(last.Document, "connects") > 0)
            {
                return last;
            }

            if (last is { LastOutcome: "rolled-back" or "refused" } && last.LastVersion == version)
            {
                return last;
            }

            await Task.Delay(LookEvery, _time, cancellationToken).ConfigureAwait(false);
        }

        return last;
    }

    private async Task<BoardStatus?> LookAsync(string board, CancellationToken cancellationToken)
    {
        try
        {
            return await StateAsync(board, cancellationToken).ConfigureAwait(false);
        }
        catch (BoardException)
        {
            // It is restarting.
            return null;
        }
    }

    private static void Put(JsonObject document, string part, params (string Name, JsonNode? Value)[] members)
    {
        JsonObject into = document[part] as JsonObject ?? [];
        document[part] = into;
        foreach ((string name, JsonNode? value) in members)
        {
            if (value is not null)
            {
                into[name] = value;
            }
        }
    }
}
