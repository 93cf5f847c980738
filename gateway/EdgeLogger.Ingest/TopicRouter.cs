using System;
using System.Collections.Generic;
using EdgeLogger.Topics;

namespace EdgeLogger.Ingest;

/// <summary>Reads topics. Those of boards repeat, so that a known one costs a look-up and no text is made.</summary>
internal sealed class TopicRouter
{
    // Four topics for each of 20,000 boards, and some.
    private const int MaxKnown = 100_000;

    private readonly Dictionary<string, TopicRoute> _known = new(StringComparer.Ordinal);

    public TopicRoute Route(string topic)
    {
        if (_known.TryGetValue(topic, out TopicRoute route))
        {
            return route;
        }

        route = Parse(topic);
        if (route.Kind == TopicKind.None)
        {
            return route;
        }

        if (_known.Count >= MaxKnown)
        {
            _known.Clear();
        }

        _known.Add(topic, route);
        return route;
    }

    private static TopicRoute Parse(string topic)
    {
        TopicRoute none = new(TopicKind.None, "");
        if (!topic.StartsWith(BoardTopics.Root, StringComparison.Ordinal))
        {
            return none;
        }

        int boardAt = BoardTopics.Root.Length;
        int slash = topic.IndexOf('/', boardAt);
        if (slash < 0 || !BoardId.IsValid(topic, boardAt, slash - boardAt))
        {
            return none;
        }

        TopicKind kind = topic.AsSpan(slash + 1) switch
        {
            BoardTopics.LiveName or BoardTopics.BackfillName => TopicKind.Frames,
            BoardTopics.SchemaName => TopicKind.Schema,
            BoardTopics.StateName => TopicKind.State,
            BoardTopics.CommandResultName => TopicKind.CommandResult,
            _ => TopicKind.None,
        };
        return kind == TopicKind.None ? none : new TopicRoute(kind, topic[boardAt..slash]);
    }
}

/// <summary>Who says what on a topic.</summary>
/// <param name="Kind">What; None where the topic is not ours or its board id is none.</param>
/// <param name="Board">Who; "" where <paramref name="Kind"/> is None.</param>
internal readonly record struct TopicRoute(TopicKind Kind, string Board);
