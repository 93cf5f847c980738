namespace EdgeLogger.FrameLog;

/// <summary>
/// Why something that arrived is not in the log. <see cref="RefusalNames"/> gives the names that are stored and shown.
/// </summary>
public enum RefusalReason
{
    /// <summary>The topic is none of ours, or its board id breaks the rule.</summary>
    BadTopic,

    /// <summary>Longer than what this topic allows.</summary>
    TooLarge,

    /// <summary>A retained message on a data topic: no matter who left it there.</summary>
    RetainedData,

    /// <summary>Shorter than a frame can be.</summary>
    FrameTooShort,

    /// <summary>Longer than a frame can be.</summary>
    FrameTooLong,

    /// <summary>Does not begin as a frame does.</summary>
    NotAFrame,

    /// <summary>A frame version this program does not know.</summary>
    UnknownVersion,

    /// <summary>The frame's CRC-32 does not agree with its bytes.</summary>
    BadCrc,

    /// <summary>A header field holds what its version does not allow.</summary>
    BadHeader,

    /// <summary>The frame's body and its counts do not agree.</summary>
    BadBody,

    /// <summary>The stream belongs to another board.</summary>
    NotOwner,

    /// <summary>The log holds another frame of the same stream and number; the first one stays.</summary>
    Conflict,

    /// <summary>
    /// A gap frame had reported this number lost, and the contiguous mark has passed it: results may have been derived without
    /// it.
    /// </summary>
    ToldLost,

    /// <summary>The board has as many streams as one may have.</summary>
    TooManyStreams,

    /// <summary>The log has as many boards as it may have, and this one is new.</summary>
    TooManyBoards,

    /// <summary>The stream has as many holes as one may have; the frame is taken once some are filled.</summary>
    TooManyHoles,

    /// <summary>Not a schema document: not a JSON object with v = 1 that can be read and shown.</summary>
    BadSchema,

    /// <summary>The board has as many schema documents as one may have.</summary>
    TooManySchemas,

    /// <summary>Not a state document: not a JSON object that can be read and shown.</summary>
    BadState,

    /// <summary>
    /// The log has had this number and has dropped it, by its limits of age or size: the same frame, or one in its name.
    /// </summary>
    Expired,

    /// <summary>A schema document that names another board than the one whose topic it came on.</summary>
    ForeignSchema,

    /// <summary>A schema document with more slots than a board has, or with a slot that is none.</summary>
    TooManySlots,

    /// <summary>Not an answer to a command: not a JSON object that can be read and shown.</summary>
    BadResult,

    /// <summary>The board has a key, and this frame or message is not signed.</summary>
    Unsigned,

    /// <summary>
    /// The board has a key, and this frame or message was signed under another one, or for another topic, or was changed on its
    /// way.
    /// </summary>
    WrongSignature,

    /// <summary>
    /// A state of a board with a key that is older than one that came before: somebody, or the network, has sent it again.
    /// </summary>
    OldState,
}
