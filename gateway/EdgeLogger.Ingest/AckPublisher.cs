using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.Keys;
using EdgeLogger.Topics;

namespace EdgeLogger.Ingest;

/// <summary>
/// Answers boards. Several acknowledgements are under way at a time, those of one stream one after another: a board never gets an
/// older one after a newer.
/// </summary>
internal sealed class AckPublisher : IDisposable
{
    private const int Lanes = 16;

    private readonly Dictionary<string, string> _topics = new(StringComparer.Ordinal);
    private readonly AckLane[] _lanes;

    /// <param name="source">Where boards are answered.</param>
    /// <param name="keys">What answers are signed with.</param>
    /// <param name="counters">Counts the answers.</param>
    /// <param name="report">Receives, with the name of the work, what nobody foresaw when publishing; null: it succeeds.</param>
    public AckPublisher(IMessageSource source, BoardKeys keys, IngestCounters counters, Action<string, Exception?> report) =>
        _lanes = [.. Enumerable.Range(1, Lanes)
            .Select(number => new AckLane(source, keys, counters, $"publishing of acknowledgements {number}", report))];

    /// <summary>Has a stream's newest state sent to its board. Called by one thread.</summary>
    public void Put(StreamProgress stream) => _lanes[stream.StreamId % Lanes].Put(stream, TopicOf(stream.Board));

    /// <summary>Begins to publish. The tasks end by being cancelled, or with what made publishing impossible.</summary>
    public IEnumerable<Task> Run(CancellationToken cancellationToken) => _lanes.Select(lane => lane.RunAsync(cancellationToken));

    public void Dispose()
    {
        foreach (AckLane lane in _lanes)
        {
            lane.Dispose();
        }
    }

    // Boards that own a stream are limited in number, so these are too.
    private string TopicOf(string board)
    {
        if (!_topics.TryGetValue(board, out string? topic))
        {
            topic = new BoardTopics(board).Ack;
            _topics.Add(board, topic);
        }

        return topic;
    }
}
