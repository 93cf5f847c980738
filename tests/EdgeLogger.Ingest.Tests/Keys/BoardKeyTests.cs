using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using EdgeLogger.Authentication;
using EdgeLogger.Frames;
using EdgeLogger.Keys;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Ingest.Tests.Keys;

public sealed class BoardKeyTests : IDisposable
{
    private const string Board = "bench-01";
    private const ulong Stream = 0xABCD;

    private readonly ScratchDirectory _folder = new();
    private readonly BoardKeys _keys;

    public BoardKeyTests() => _keys = BoardKeys.Open(_folder.Path);

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> SignedVectors => ["rows-authenticated", "trend-authenticated"];

    // The vectors' MACs were made by Python's hmac and again by `openssl dgst -sha256 -mac HMAC`; the boards' program is held to
    // the same.
    [Theory, MemberData(nameof(SignedVectors))]
    public void A_frame_of_the_golden_vectors_is_found_good_and_not_if_a_bit_of_it_is_changed(string name)
    {
        string[] lines = File.ReadAllLines(Vector(name + ".txt"));
        byte[] frame = Convert.FromHexString(
            string.Concat(lines.Where(line => line.StartsWith("hex: ", StringComparison.Ordinal)).Select(line => line[5..])));
        BoardKey key = KeyOf(lines.Single(line => line.StartsWith("key: ", StringComparison.Ordinal))[5..]);
        Assert.Equal(Authenticity.Good, key.CheckFrame(frame));
        for (int bit = 0; bit < 8 * (frame.Length - FrameLayout.CrcLength); bit++)
        {
            byte[] changed = [.. frame];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(Authenticity.Good, key.CheckFrame(changed));
        }
    }

    [Fact]
    public void Documents_and_acknowledgements_are_signed_and_checked_as_the_golden_vectors_have_it()
    {
        using JsonDocument vector = JsonDocument.Parse(File.ReadAllText(Vector("signed-messages.json")));
        string Text(string name) => vector.RootElement.GetProperty(name).GetString()!;
        BoardKey key = KeyOf(Text("key"));
        byte[] document = Encoding.UTF8.GetBytes(Text("document"));
        byte[] signed = key.SignDocument(Text("topic"), document);
        Assert.Equal(Text("signed"), Encoding.UTF8.GetString(signed));
        Assert.Equal(Authenticity.Good, key.CheckDocument(Text("topic"), signed));
        Assert.Equal(Authenticity.WrongSignature, key.CheckDocument("el/1/bench-02/state", signed));
        Assert.Equal(Authenticity.Unsigned, key.CheckDocument(Text("topic"), document));
        Assert.Equal(document, SignedDocument.Unsigned(signed));
        byte[] ack = Convert.FromHexString(Text("ack"));
        byte[] buffer = [.. ack, .. new byte[MacLayout.MacLength]];
        Assert.Equal(buffer.Length, key.SignBinary(Text("ackTopic"), buffer, ack.Length));
        Assert.Equal(Text("signedAck"), Convert.ToHexStringLower(buffer));
        signed[^5] = (byte)'x';
        Assert.Equal(Authenticity.WrongSignature, key.CheckDocument(Text("topic"), signed));
    }

    [Fact]
    public void Frames_made_before_a_key_are_accepted_up_to_the_number_that_the_board_reported_and_no_others()
    {
        byte[] first = Give(17);
        Check(Authenticity.Good, TestFrames.Rows(Stream, 16));
        Check(Authenticity.Unsigned, TestFrames.Rows(Stream, 17));
        Check(Authenticity.Unsigned, TestFrames.Rows(Stream + 1, 1));
        Check(Authenticity.Good, TestFrames.Signed(first, Stream, 17));
        // Signed under a key that this gateway has lost, maybe.
        Check(Authenticity.Good, TestFrames.Signed(new byte[MacLayout.KeyLength], Stream, 16));
        Check(Authenticity.WrongSignature, TestFrames.Signed(new byte[MacLayout.KeyLength], Stream, 17));

        byte[] second = Give(30);
        Check(Authenticity.Good, TestFrames.Rows(Stream, 16));
        Check(Authenticity.Unsigned, TestFrames.Rows(Stream, 17));
        Check(Authenticity.Good, TestFrames.Signed(first, Stream, 29));
        Check(Authenticity.WrongSignature, TestFrames.Signed(first, Stream, 30));
        Check(Authenticity.WrongSignature, TestFrames.Signed(first, Stream + 1, 1));
        Check(Authenticity.Good, TestFrames.Signed(second, Stream, 30));
    }

    [Fact]
    public void While_a_board_is_given_its_first_key_nothing_of_it_is_refused_and_it_is_answered_as_it_spoke_last()
    {
        byte[] offered = _keys.Begin(Board);
        BoardKey key = _keys.Find(Board)!;
        Assert.False(key.IsInForce);
        byte[] document = "{\"v\":1}"u8.ToArray();
        Check(Authenticity.Good, TestFrames.Rows(Stream, 1));
        Assert.Same(document, key.SignDocument("el/1/bench-01/cmd", document));
        Check(Authenticity.Good, TestFrames.Signed(offered, Stream, 2));
        Check(Authenticity.Good, TestFrames.Rows(Stream, 1));
        byte[] signed = key.SignDocument("el/1/bench-01/cmd", document);
        Assert.True(LibraryHash.Of(offered).OpenDocument("el/1/bench-01/cmd", signed, signed.Length) > 0);
    }

    [Fact]
    public void A_handover_that_was_broken_off_loses_no_frame_whether_the_board_had_taken_the_key_or_not()
    {
        byte[] first = Give(10);
        byte[] lost = _keys.Begin(Board);
        Check(Authenticity.Good, TestFrames.Signed(first, Stream, 12));
        Check(Authenticity.Good, TestFrames.Signed(lost, Stream, 13));
        Check(Authenticity.Unsigned, TestFrames.Rows(Stream, 13));

        Give(20);
        Check(Authenticity.Good, TestFrames.Signed(first, Stream, 12));
        Check(Authenticity.Good, TestFrames.Signed(lost, Stream, 13));
        Check(Authenticity.WrongSignature, TestFrames.Signed(lost, Stream, 20));
    }

    [Fact]
    public void A_key_that_the_board_refused_leaves_all_as_it_was()
    {
        byte[] refused = _keys.Begin(Board);
        _keys.Withdraw(Board, refused);
        Assert.Null(_keys.Find(Board));
        byte[] key = Give(5);
        refused = _keys.Begin(Board);
        _keys.Withdraw(Board, refused);
        Check(Authenticity.Good, TestFrames.Signed(key, Stream, 5));
        Check(Authenticity.WrongSignature, TestFrames.Signed(refused, Stream, 5));
    }

    [Fact]
    public void Checking_a_frame_and_signing_an_acknowledgement_allocate_nothing()
    {
        byte[] frame = TestFrames.Signed(Give(1), Stream, 5);
        BoardKey key = _keys.Find(Board)!;
        byte[] ack = new byte[100];
        long Measure()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
            {
                key.CheckFrame(frame);
                key.SignBinary("el/1/bench-01/ack", ack, 20);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Measure();
        Assert.Equal(0, Measure());
    }

    private void Check(Authenticity expected, byte[] frame) => Assert.Equal(expected, _keys.Find(Board)!.CheckFrame(frame));

    private byte[] Give(uint first)
    {
        byte[] key = _keys.Begin(Board);
        _keys.Finish(Board, key, new Dictionary<ulong, uint> { [Stream] = first });
        return key;
    }

    private BoardKey KeyOf(string hex)
    {
        File.WriteAllText(_keys.File, """{"v":1,"boards":{"bench-01":{"key":"KEY","offered":[],"earlier":[]}}}""".Replace("KEY", hex, StringComparison.Ordinal));
        return BoardKeys.Open(_folder.Path).Find(Board)!;
    }

    private static string Vector(string name) => Path.Combine(AppContext.BaseDirectory, "Vectors", name);
}
