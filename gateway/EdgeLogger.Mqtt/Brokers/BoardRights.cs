using System;
using EdgeLogger.Topics;

namespace EdgeLogger.Mqtt.Brokers;

/// <summary>
/// What a board may do at the broker: publish its own data, read what is meant for it, nothing else. Both brokers go by these
/// lists. A board's user name is its id.
/// </summary>
public static class BoardRights
{
    /// <summary>What may follow "el/1/{id}/" in a topic a board publishes on.</summary>
    public static ReadOnlySpan<string> Publish => PublishNames;

    /// <summary>What may follow "el/1/{id}/" in a topic a board subscribes to.</summary>
    public static ReadOnlySpan<string> Subscribe => SubscribeNames;

    private static readonly string[] PublishNames =
    [
        BoardTopics.LiveName, BoardTopics.BackfillName, BoardTopics.SchemaName, BoardTopics.StateName,
        BoardTopics.CommandResultName,
    ];

    private static readonly string[] SubscribeNames = [BoardTopics.AckName, BoardTopics.CommandName, BoardTopics.ConfigName];

    /// <summary>Whether this user may publish on this topic.</summary>
    public static bool MayPublish(string user, string topic) =>
        BrokerAccounts.IsGateway(user) ? IsOurs(topic) : IsOwn(user, topic, PublishNames);

    /// <summary>Whether this user may subscribe to this filter.</summary>
    public static bool MaySubscribe(string user, string filter) =>
        BrokerAccounts.IsGateway(user) ? IsOurs(filter) : IsOwn(user, filter, SubscribeNames);

    private static bool IsOurs(string topic) => topic.StartsWith("el/", StringComparison.Ordinal);

    private static bool IsOwn(string user, string topic, string[] names)
    {
        int stem = BoardTopics.Root.Length + user.Length + 1;
        return topic.Length > stem
            && topic.StartsWith(BoardTopics.Root, StringComparison.Ordinal)
            && topic.AsSpan(BoardTopics.Root.Length).StartsWith(user, StringComparison.Ordinal)
            && topic[stem - 1] == '/'
            && Array.IndexOf(names, topic[stem..]) >= 0;
    }
}
