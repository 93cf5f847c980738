using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Sinks;
using EdgeLogger.Sinks.Store;
using EdgeLogger.Sinks.Writing;
using EdgeLogger.Web;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>
/// What a person at the page asks of the sinks: how far they are, what their servers would not take, and to try that again.
/// </summary>
internal sealed class SinkDesk(string directory, IReadOnlyList<InfluxOptions> options, IReadOnlyList<InfluxSink> sinks,
    TimeProvider time)
{
    private const int MostShown = 200;

    /// <summary>The newest points that a sink's server would not take.</summary>
    public IReadOnlyList<DeadLetterView> DeadLetters(string name)
    {
        using SinkFile? file = SinkFile.Open(directory);
        return
        [
            .. (file?.DeadLetters(name) ?? []).Reverse().Take(MostShown).Select(entry => new DeadLetterView(
                DateTimeOffset.FromUnixTimeMilliseconds(entry.Letter.RejectedUtcMs), Encoding.UTF8.GetString(entry.Letter.Line),
                entry.Letter.Words)),
        ];
    }

    /// <summary>Sends them again, and says what came of it.</summary>
    public async Task<string> ResendAsync(string name, CancellationToken cancellationToken)
    {
        if (options.FirstOrDefault(one => one.Name == name) is not { } server)
        {
            return $"There is no sink {name}.";
        }

        try
        {
            using SinkFile? file = SinkFile.Open(directory);
            return file is null
                ? $"{name} has not written yet."
                : (await DeadLetterRound.SendAsync(file, server, time, cancellationToken).ConfigureAwait(false)).ToString();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SqliteException)
        {
            return $"{name}: {error.Message}";
        }
    }

    /// <summary>How far a sink has come in each stream of the log.</summary>
    public IReadOnlyList<SinkCursorView> Cursors(string name)
    {
        if (sinks.FirstOrDefault(sink => sink.Status.Name == name)?.NeededFrom() is not { } next)
        {
            return [];
        }

        using FrameLogReader log = FrameLogReader.Open(directory);
        return
        [
            .. log.ReadStreams().Select(stream => new SinkCursorView(
                stream.Board, stream.StreamId.ToString("x16"), next.GetValueOrDefault(stream.StreamId, 1), stream.Contiguous)),
        ];
    }
}
