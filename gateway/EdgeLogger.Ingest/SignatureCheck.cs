using EdgeLogger.FrameLog;
using EdgeLogger.Keys;
using EdgeLogger.Mqtt;

namespace EdgeLogger.Ingest;

/// <summary>Whether what comes from a board with a key is signed under it.</summary>
internal sealed class SignatureCheck(BoardKeys keys)
{
    /// <summary>Why a frame or document that was found whole is refused; null if it is not.</summary>
    public RefusalReason? Check(MqttMessage message, TopicRoute route)
    {
        Authenticity found = Examine(message, route);
        if (found != Authenticity.Good && keys.TryRefresh())
        {
            found = Examine(message, route);
        }

        return found switch
        {
            Authenticity.Good => null,
            Authenticity.Unsigned => RefusalReason.Unsigned,
            _ => RefusalReason.WrongSignature,
        };
    }

    private Authenticity Examine(MqttMessage message, TopicRoute route)
    {
        if (keys.Find(route.Board) is not { } key)
        {
            return Authenticity.Good;
        }

        return route.Kind == TopicKind.Frames
            ? key.CheckFrame(message.Payload)
            : key.CheckDocument(message.Topic, message.Payload);
    }
}
