using System;
using System.IO;
using System.Text;
using System.Text.Json;
using EdgeLogger.Authentication;
using EdgeLogger.VirtualBench.Boards;

namespace EdgeLogger.Firmware.Tests.Board;

public sealed class AuthenticatorTests
{
    private readonly JsonElement _vector = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", "signed-messages.json"))).RootElement;

    private string Topic => Text("topic");

    private byte[] Signed => Encoding.UTF8.GetBytes(Text("signed"));

    // RFC 4231, sections 4.2 to 4.8; of 4.6 it gives the first half only.
    [Theory]
    [InlineData("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "4869205468657265",
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")]
    [InlineData("4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd",
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe")]
    [InlineData("0102030405060708090a0b0c0d0e0f10111213141516171819",
        "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b")]
    [InlineData("0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c", "546573742057697468205472756e636174696f6e",
        "a3b6167473100ee06e0c796c2955552b")]
    public void The_virtual_boards_HMAC_gives_the_published_values(string key, string message, string expected)
    {
        byte[] bytes = [7, .. Convert.FromHexString(message), 7];
        byte[] hash = new byte[MacLayout.HashLength];
        new HmacSha256().Compute(Convert.FromHexString(key), bytes, 1, bytes.Length - 2, hash);
        Assert.StartsWith(expected, Convert.ToHexStringLower(hash), StringComparison.Ordinal);
    }

    // The vector's MACs were made by Python's hmac and again by `openssl dgst -sha256 -mac HMAC`.
    [Fact]
    public void A_document_is_signed_and_opened_as_the_vector_has_it()
    {
        byte[] document = Encoding.UTF8.GetBytes(Text("document"));
        Assert.Equal(Text("signed"), Encoding.UTF8.GetString(Make().SignDocument(Topic, document)));
        byte[] buffer = [.. Signed, 1, 2];
        int length = Make().OpenDocument(Topic, buffer, Signed.Length);
        Assert.Equal(document, buffer[..length]);
    }

    [Fact]
    public void A_document_that_is_changed_cut_moved_to_another_topic_or_signed_under_another_key_is_not_opened()
    {
        for (int at = 0; at < Signed.Length; at++)
        {
            byte[] changed = Signed;
            changed[at] ^= 1;
            Assert.Equal(-1, Make().OpenDocument(Topic, changed, changed.Length));
            Assert.Equal(-1, Make().OpenDocument(Topic, Signed, at));
        }

        Assert.Equal(-1, Make().OpenDocument("el/1/bench-02/state", Signed, Signed.Length));
        Assert.Equal(-1, new Authenticator(new HmacSha256(), new byte[MacLayout.KeyLength])
            .OpenDocument(Topic, Signed, Signed.Length));
    }

    [Fact]
    public void An_acknowledgement_is_signed_and_opened_as_the_vector_has_it_and_not_if_anything_of_it_is_changed()
    {
        byte[] ack = Convert.FromHexString(Text("ack"));
        byte[] signed = Convert.FromHexString(Text("signedAck"));
        byte[] buffer = [.. ack, .. new byte[MacLayout.MacLength]];
        Assert.Equal(signed.Length, Make().SignBinary(Text("ackTopic"), buffer, ack.Length));
        Assert.Equal(signed, buffer);
        Assert.Equal(ack.Length, Make().OpenBinary(Text("ackTopic"), signed, signed.Length));
        Assert.Equal(-1, Make().OpenBinary("el/1/bench-02/ack", signed, signed.Length));
        for (int at = 0; at < signed.Length; at++)
        {
            signed[at] ^= 1;
            Assert.Equal(-1, Make().OpenBinary(Text("ackTopic"), signed, signed.Length));
            Assert.Equal(-1, Make().OpenBinary(Text("ackTopic"), signed, at));
            signed[at] ^= 1;
        }
    }

    private Authenticator Make() => new(new HmacSha256(), Convert.FromHexString(Text("key")));

    private string Text(string name) => _vector.GetProperty(name).GetString()!;
}
