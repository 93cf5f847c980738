using System;

namespace EdgeLogger.Authentication;

/// <summary>
/// Signs what a board sends, and checks what is sent to it, under the board's key. A frame's MAC is made of its own bytes, a
/// message's of its topic and its payload, so that neither can be moved to another board or topic. Not safe for two threads.
/// </summary>
public sealed class Authenticator
{
    private const string HexDigits = "0123456789abcdef";

    private readonly IKeyedHash _hash;
    private readonly byte[] _key;
    private readonly byte[] _mac = new byte[MacLayout.HashLength];

    /// <param name="hash">The platform's HMAC.</param>
    /// <param name="key"><see cref="MacLayout.KeyLength"/> bytes.</param>
    public Authenticator(IKeyedHash hash, byte[] key)
    {
        if (key.Length != MacLayout.KeyLength)
        {
            throw new ArgumentException("A key has 32 bytes.");
        }

        _hash = hash;
        _key = key;
    }

    /// <summary>Writes the MAC of a frame's first <paramref name="length"/> bytes behind them; there must be room.</summary>
    public void SignFrame(byte[] frame, int length)
    {
        _hash.Compute(_key, frame, 0, length, _mac);
        Array.Copy(_mac, 0, frame, length, MacLayout.MacLength);
    }

    /// <summary>The document with its MAC as the last member.</summary>
    /// <param name="topic">The topic that it will be published on.</param>
    /// <param name="document">A JSON object with one member at least, which ends in its brace.</param>
    public byte[] SignDocument(string topic, byte[] document)
    {
        int length = document.Length - 1;
        ComputeMessage(topic, document, length);
        byte[] signed = new byte[length + MacLayout.JsonLength];
        Array.Copy(document, 0, signed, 0, length);
        int at = Put(MacLayout.JsonHead, signed, length);
        for (int i = 0; i < MacLayout.MacLength; i++)
        {
            signed[at++] = (byte)HexDigits[_mac[i] >> 4];
            signed[at++] = (byte)HexDigits[_mac[i] & 15];
        }

        Put(MacLayout.JsonEnd, signed, at);
        return signed;
    }

    /// <summary>
    /// Checks a signed document and makes it what it was before it was signed, in its buffer. Returns its length; -1, and nothing
    /// changed, if it is not signed under this key for this topic.
    /// </summary>
    public int OpenDocument(string topic, byte[] payload, int length)
    {
        int end = length - MacLayout.JsonLength;
        if (end < 1 || !IsAt(MacLayout.JsonHead, payload, end)
            || !IsAt(MacLayout.JsonEnd, payload, length - MacLayout.JsonEnd.Length))
        {
            return -1;
        }

        ComputeMessage(topic, payload, end);
        int at = end + MacLayout.JsonHead.Length;
        int difference = 0;
        for (int i = 0; i < MacLayout.MacLength; i++, at += 2)
        {
            difference |= payload[at] ^ HexDigits[_mac[i] >> 4];
            difference |= payload[at + 1] ^ HexDigits[_mac[i] & 15];
        }

        if (difference != 0)
        {
            return -1;
        }

        payload[end] = (byte)'}';
        return end + 1;
    }

    /// <summary>Writes the MAC of a binary message behind it; there must be room. Returns the length with it.</summary>
    public int SignBinary(string topic, byte[] payload, int length)
    {
        ComputeMessage(topic, payload, length);
        Array.Copy(_mac, 0, payload, length, MacLayout.MacLength);
        return length + MacLayout.MacLength;
    }

    /// <summary>The length of a binary message without its MAC; -1 if it is not signed under this key for this topic.</summary>
    public int OpenBinary(string topic, byte[] payload, int length)
    {
        int end = length - MacLayout.MacLength;
        if (end < 0)
        {
            return -1;
        }

        ComputeMessage(topic, payload, end);
        int difference = 0;
        for (int i = 0; i < MacLayout.MacLength; i++)
        {
            difference |= payload[end + i] ^ _mac[i];
        }

        return difference == 0 ? end : -1;
    }

    private void ComputeMessage(string topic, byte[] payload, int length)
    {
        byte[] message = new byte[topic.Length + 1 + length];
        int at = Put(topic, message, 0);
        message[at++] = MacLayout.TopicEnd;
        Array.Copy(payload, 0, message, at, length);
        _hash.Compute(_key, message, 0, message.Length, _mac);
    }

    private static int Put(string ascii, byte[] into, int at)
    {
        for (int i = 0; i < ascii.Length; i++)
        {
            into[at++] = (byte)ascii[i];
        }

        return at;
    }

    private static bool IsAt(string ascii, byte[] bytes, int at)
    {
        for (int i = 0; i < ascii.Length; i++)
        {
            if (bytes[at + i] != ascii[i])
            {
                return false;
            }
        }

        return true;
    }
}
