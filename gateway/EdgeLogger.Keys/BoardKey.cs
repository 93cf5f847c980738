using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using EdgeLogger.Authentication;
using EdgeLogger.Frames;

namespace EdgeLogger.Keys;

/// <summary>
/// The key of one board, and what it had before: what it sends is checked with it, and what is sent to it is signed. While a
/// board is being given a key nobody knows whether it has it already: then both hold until it has shown which. Thread-safe.
/// </summary>
public sealed class BoardKey
{
    private readonly byte[] _key;
    private readonly IReadOnlyList<byte[]> _offered;
    private readonly IReadOnlyList<EarlierKey> _earlier;
    private volatile byte[]? _seen;

    // Asked for at each state.
    private string? _stamp;

    internal BoardKey(byte[] key, IReadOnlyList<byte[]> offered, IReadOnlyList<EarlierKey> earlier)
    {
        _key = key;
        _offered = offered;
        _earlier = earlier;
    }

    /// <summary>Whether the board has to sign. Else it was offered its first key, and nobody knows how that ended.</summary>
    public bool IsInForce => _key.Length > 0;

    /// <summary>
    /// Another one for each key, and nothing that the key follows from: what was kept under one key says nothing under another.
    /// </summary>
    public string Stamp => _stamp ??= Convert.ToHexStringLower(SHA256.HashData(_key).AsSpan(0, 8));

    /// <summary>A copy of the key, for a board that runs in this process.</summary>
    public byte[] Copy() => [.. _key];

    internal byte[] Key => _key;

    internal IReadOnlyList<byte[]> Offered => _offered;

    internal IReadOnlyList<EarlierKey> Earlier => _earlier;

    /// <summary>Checks a frame that was found whole. Allocates nothing.</summary>
    public Authenticity CheckFrame(ReadOnlySpan<byte> frame)
    {
        ulong stream = BitConverter.ToUInt64(frame[FrameLayout.StreamIdAt..]);
        uint sequence = BitConverter.ToUInt32(frame[FrameLayout.SequenceAt..]);
        return (frame[FrameLayout.FlagsAt] & FrameFlags.Authenticated) != 0
            ? CheckSigned(frame[..^FrameLayout.CrcLength], stream, sequence)
            : CheckUnsigned(stream, sequence);
    }

    /// <summary>Checks a JSON document that came on a topic.</summary>
    public Authenticity CheckDocument(string topic, ReadOnlySpan<byte> document)
    {
        if (!SignedDocument.IsSigned(document))
        {
            return _key.Length == 0 ? Authenticity.Good : Authenticity.Unsigned;
        }

        Span<byte> mac = stackalloc byte[MacLayout.MacLength];
        bool isHex = Convert.FromHexString(
            document.Slice(document.Length - MacLayout.JsonLength + MacLayout.JsonHead.Length, 2 * MacLayout.MacLength), mac,
            out _, out _) == OperationStatus.Done;
        byte[] message = Message(topic, document[..^MacLayout.JsonLength], out int length);
        Authenticity found = isHex ? CheckMac(message.AsSpan(0, length), mac) : Authenticity.WrongSignature;
        ArrayPool<byte>.Shared.Return(message);
        return found;
    }

    /// <summary>A JSON document as the board wants it on a topic: signed, unless it has no key yet.</summary>
    /// <param name="topic">The topic that it will be published on.</param>
    /// <param name="document">A JSON object with one member at least, ending in its brace.</param>
    public byte[] SignDocument(string topic, byte[] document)
    {
        ArgumentNullException.ThrowIfNull(document);
        byte[] key = KeyOfBoard;
        if (key.Length == 0)
        {
            return document;
        }

        ReadOnlySpan<byte> signed = document.AsSpan(0, document.Length - 1);
        Span<byte> hash = stackalloc byte[MacLayout.HashLength];
        Compute(key, topic, signed, hash);
        return [.. signed, .. SignedDocument.Head,
            .. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash[..MacLayout.MacLength])), .. SignedDocument.End];
    }

    /// <summary>Writes the MAC of a binary message behind it, unless the board has no key yet. Allocates nothing.</summary>
    /// <param name="topic">The topic that it will be published on.</param>
    /// <param name="buffer">The message, with room for <see cref="MacLayout.MacLength"/> bytes behind it.</param>
    /// <param name="length">Bytes of the message.</param>
    /// <returns>Its length with the MAC.</returns>
    public int SignBinary(string topic, Span<byte> buffer, int length)
    {
        byte[] key = KeyOfBoard;
        if (key.Length == 0)
        {
            return length;
        }

        Span<byte> hash = stackalloc byte[MacLayout.HashLength];
        Compute(key, topic, buffer[..length], hash);
        hash[..MacLayout.MacLength].CopyTo(buffer[length..]);
        return length + MacLayout.MacLength;
    }

    /// <summary>Whether both say the same.</summary>
    internal bool IsSameAs(BoardKey other) =>
        _key.AsSpan().SequenceEqual(other._key)
        && _offered.Count == other._offered.Count && _offered.Zip(other._offered, (one, two) => one.AsSpan().SequenceEqual(two))
        .All(same => same)
        && _earlier.Count == other._earlier.Count && _earlier.Zip(other._earlier, IsSame).All(same => same);

    private byte[] KeyOfBoard => _seen ?? _key;

    private static bool IsSame(EarlierKey one, EarlierKey two) =>
        one.Key.AsSpan().SequenceEqual(two.Key) && one.Below.Count == two.Below.Count
        && one.Below.All(pair => two.Below.TryGetValue(pair.Key, out uint below) && below == pair.Value);

    private Authenticity CheckUnsigned(ulong stream, uint sequence)
    {
        if (_key.Length == 0)
        {
            return Authenticity.Good;
        }

        for (int i = 0; i < _earlier.Count; i++)
        {
            if (_earlier[i].Key.Length == 0 && _earlier[i].MayHaveMade(stream, sequence))
            {
                return Authenticity.Good;
            }
        }

        return Authenticity.Unsigned;
    }

    private Authenticity CheckSigned(ReadOnlySpan<byte> frame, ulong stream, uint sequence)
    {
        ReadOnlySpan<byte> signed = frame[..^MacLayout.MacLength];
        ReadOnlySpan<byte> mac = frame[^MacLayout.MacLength..];
        if (CheckMac(signed, mac) == Authenticity.Good)
        {
            return Authenticity.Good;
        }

        for (int i = 0; i < _earlier.Count; i++)
        {
            if (_earlier[i].MayHaveMade(stream, sequence) && (_earlier[i].Key.Length == 0 || IsMac(_earlier[i].Key, signed, mac)))
            {
                return Authenticity.Good;
            }
        }

        return Authenticity.WrongSignature;
    }

    // A board that had no key, and has not got the one it was offered for all we know, is as one without: nothing of it is
    // refused.
    private Authenticity CheckMac(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> mac)
    {
        for (int i = 0; i < _offered.Count; i++)
        {
            if (IsMac(_offered[i], signed, mac))
            {
                _seen = _offered[i];
                return Authenticity.Good;
            }
        }

        return _key.Length == 0 || IsMac(_key, signed, mac) ? Authenticity.Good : Authenticity.WrongSignature;
    }

    private static bool IsMac(byte[] key, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> mac)
    {
        Span<byte> hash = stackalloc byte[MacLayout.HashLength];
        HMACSHA256.HashData(key, signed, hash);
        return CryptographicOperations.FixedTimeEquals(hash[..MacLayout.MacLength], mac);
    }

    private static void Compute(byte[] key, string topic, ReadOnlySpan<byte> payload, Span<byte> hash)
    {
        byte[] message = Message(topic, payload, out int length);
        HMACSHA256.HashData(key, message.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(message);
    }

    private static byte[] Message(string topic, ReadOnlySpan<byte> payload, out int length)
    {
        length = topic.Length + 1 + payload.Length;
        byte[] message = ArrayPool<byte>.Shared.Rent(length);
        Encoding.ASCII.GetBytes(topic, message);
        message[topic.Length] = MacLayout.TopicEnd;
        payload.CopyTo(message.AsSpan(topic.Length + 1));
        return message;
    }
}

/// <summary>
/// What a board signed frames with before it got another key. Such frames may be in its flash for long: they are still taken, but
/// only those with numbers from that time.
/// </summary>
/// <param name="Key">The key; empty: the gateway knew of none, and checked nothing.</param>
/// <param name="Below">For each stream the first number that was not made under it any more.</param>
internal sealed record EarlierKey(byte[] Key, IReadOnlyDictionary<ulong, uint> Below)
{
    /// <summary>Whether a frame with this number may be from that time.</summary>
    public bool MayHaveMade(ulong stream, uint sequence) => Below.TryGetValue(stream, out uint below) && sequence < below;
}

/// <summary>Whether a frame or a message is from the board that it says.</summary>
public enum Authenticity
{
    /// <summary>It is, or its board has no key to check it by.</summary>
    Good,

    /// <summary>It is not signed, and has to be.</summary>
    Unsigned,

    /// <summary>It is signed, and not under the board's key for this topic.</summary>
    WrongSignature,
}
