namespace EdgeLogger.Keys;

/// <summary>Whether a frame or a message is from the board that it says.</summary>
public enum Authenticity
{
    /// <summary>It is, or its board has no key to tell by.</summary>
    Good,

    /// <summary>It is not signed, and has to be.</summary>
    Unsigned,

    /// <summary>It is signed, and not under the board's key for this topic.</summary>
    WrongSignature,
}
