using System.Linq;
using System.Text;
using EdgeLogger.Fuzzing.Generation;
using EdgeLogger.Ingest;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Topics;

namespace EdgeLogger.Fuzzing.Targets;

/// <summary>
/// Topics: a routed one names a board that there can be, and that board alone may publish on it; what is said of any topic is
/// short and plain.
/// </summary>
public sealed class TopicTarget : FuzzTarget
{
    private static readonly byte[][] Corpus = [.. new[]
    {
        "el/1/board-a/live", "el/1/board-a/backfill", "el/1/board-a/schema", "el/1/board-a/state", "el/1/board-a/cmd/result",
        "el/1/board-a/cmd",
        "el/1/board-a/ack", "el/1/gateway/state", "el/1/gateway.1/state", "el/1/0123456789abcdef0123456789abcdef/live",
        "$SYS/broker",
    }.Select(Encoding.UTF8.GetBytes)];

    private readonly Mutator _mutator =
        new("el/1/", "/", "//", "+", "#", "\0", "board-b", "gateway", "\u00e4", "\ud83d\ude00", "live", "cmd/result");
    private readonly TopicRouter _router = new();

    public override string Name => "topics";

    public override byte[] Make(FuzzRandom random) => _mutator.Mutate(Corpus, random);

    public override bool Try(byte[] input)
    {
        string topic = Encoding.UTF8.GetString(input);
        string said = SafeTopic.From(topic);
        FuzzException.Unless(said.Length <= 64 && said.All(letter => letter is >= ' ' and <= '~'),
            "What is said of a topic is not plain.");
        TopicRoute route = _router.Route(topic);
        foreach (string user in (string[])["board-a", "board-b", "", route.Board])
        {
            bool may = BoardRights.MayPublish(user, topic);
            FuzzException.Unless(BrokerAccounts.IsGateway(user) || !may
                || route.Board == user, $"'{user}' may publish as '{route.Board}'.");
        }

        FuzzException.Unless(route.Kind == TopicKind.None ? route.Board.Length == 0 : BoardId.IsValid(route.Board),
            "A topic is routed to no board.");
        return route.Kind != TopicKind.None;
    }
}
