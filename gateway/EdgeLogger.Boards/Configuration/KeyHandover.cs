using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Boards.Serial;
using EdgeLogger.Keys;

namespace EdgeLogger.Boards.Configuration;

/// <summary>
/// Gives a board a new key by its serial port. The gateway's file has it before the board does, so that nothing is lost whenever
/// this ends; the board reports from which number of each stream on its frames are signed under it.
/// </summary>
public sealed class KeyHandover
{
    private readonly SerialBoard _serial;
    private readonly BoardKeys _keys;

    public KeyHandover(SerialBoard serial, BoardKeys keys)
    {
        _serial = serial;
        _keys = keys;
    }

    /// <summary>Makes a key and hands it over.</summary>
    /// <returns>
    /// Shares of the board's flash with frames that were made without the key and belong to no slot of its configuration: nobody
    /// knows the names of their streams, and they would be refused.
    /// </returns>
    /// <exception cref="BoardException">The board refuses it, or does not answer.</exception>
    public async Task<int> GiveAsync(string board, CancellationToken cancellationToken)
    {
        byte[] key = _keys.Begin(board);
        BoardAnswer answer = await _serial.SendAsync(
            "key", new JsonObject { ["key"] = Convert.ToHexStringLower(key) }, cancellationToken).ConfigureAwait(false);
        if (!answer.IsOk)
        {
            _keys.Withdraw(board, key);
            throw new BoardException($"The board at {_serial.PortName} refuses a key: {answer.Error}.");
        }

        _keys.Finish(board, key, AnswerReading.Read($"The board at {_serial.PortName}", "key", answer.Document, First));
        return (int)BoardStatus.Number(answer.Document, "unnamed");
    }

    /// <summary>Takes the board's key away.</summary>
    /// <exception cref="BoardException">The board refuses, or does not answer.</exception>
    public async Task TakeAsync(string board, CancellationToken cancellationToken)
    {
        await _serial.AskAsync("key", new JsonObject { ["key"] = "" }, cancellationToken).ConfigureAwait(false);
        Forget(board);
    }

    /// <summary>The board has no key, whatever the gateway's file says.</summary>
    public void Forget(string board) => _keys.Remove(board);

    private static Dictionary<ulong, uint> First(JsonElement answer) =>
        answer.GetProperty("streams").EnumerateArray().ToDictionary(
            stream => ulong.Parse(stream.GetProperty("stream").GetString()!, NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture),
            stream => stream.GetProperty("first").GetUInt32());
}
