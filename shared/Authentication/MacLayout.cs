namespace EdgeLogger.Authentication;

/// <summary>
/// How frames and messages of a board with a key are authenticated: docs/specs/authentication.md, which must agree with this
/// file, <see cref="Authenticator"/> and the gateway's BoardKey; golden vectors hold them together.
/// </summary>
public static class MacLayout
{
    /// <summary>Bytes of a board's key.</summary>
    public const int KeyLength = 32;

    /// <summary>Bytes of a whole HMAC-SHA-256.</summary>
    public const int HashLength = 32;

    /// <summary>Bytes of the HMAC that are sent: its first half.</summary>
    public const int MacLength = 16;

    /// <summary>What stands between topic and payload in the bytes that a message's MAC is made of.</summary>
    public const byte TopicEnd = (byte)'\n';

    /// <summary>What stands before the MAC's digits in a JSON document, in place of its last brace.</summary>
    public const string JsonHead = ",\"mac\":\"";

    /// <summary>What stands after them.</summary>
    public const string JsonEnd = "\"}";

    /// <summary>Bytes of all of it: head, 32 hexadecimal digits, end.</summary>
    public const int JsonLength = 42;
}
