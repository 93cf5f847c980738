using System;
using System.Text;
using EdgeLogger.Authentication;

namespace EdgeLogger.Keys;

/// <summary>
/// JSON documents whose last member is a MAC, found by its fixed length from the end: docs/specs/authentication.md.
/// </summary>
public static class SignedDocument
{
    internal static readonly byte[] Head = Encoding.ASCII.GetBytes(MacLayout.JsonHead);
    internal static readonly byte[] End = Encoding.ASCII.GetBytes(MacLayout.JsonEnd);

    /// <summary>Whether a document ends as a signed one does. That says nothing of who signed it.</summary>
    public static bool IsSigned(ReadOnlySpan<byte> document) =>
        document.Length > MacLayout.JsonLength
        && document[^MacLayout.JsonLength..].StartsWith(Head)
        && document.EndsWith(End);

    /// <summary>The document as it was before it was signed; the same one if it is not.</summary>
    public static byte[] Unsigned(byte[] document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return IsSigned(document) ? [.. document.AsSpan(0, document.Length - MacLayout.JsonLength), (byte)'}'] : document;
    }
}
