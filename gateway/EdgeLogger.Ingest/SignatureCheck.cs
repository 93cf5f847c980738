using System;
using System.IO;
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
        if (found != Authenticity.Good && HasNews())
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

        return route.Kind == TopicKind.Frames ? key.CheckFrame(message.Payload) : key.CheckDocument(message.Topic, message.Payload);
    }

    // A board may have had another key for a moment, and the file be changed already. What is wrong with it is told by who watches it.
    private bool HasNews()
    {
        try
        {
            return keys.Refresh();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false;
        }
    }
}
