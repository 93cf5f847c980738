using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using EdgeLogger.Authentication;
using EdgeLogger.Firmware.Board;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Frames;
using EdgeLogger.VirtualBench.Boards;

namespace EdgeLogger.Firmware.Tests.Board;

/// <summary>A board that has a key, and somebody on its network who has none.</summary>
public sealed class AuthenticatedBoardTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, MacLayout.KeyLength).Select(each => (byte)each)];

    private readonly CommandBench _bench = new(new HmacSha256());
    private readonly Authenticator _gateway = new(new HmacSha256(), Key);

    private string NewestState => Encoding.UTF8.GetString(_bench.Link.Retained["el/1/board-1/state"]);

    [Fact]
    public void From_the_number_that_the_board_reports_on_its_frames_are_signed_and_what_it_publishes_is()
    {
        _bench.Run(130);
        Assert.False(_bench.State().GetProperty("authenticated").GetBoolean());
        JsonElement answer = SetKey(Key);
        _bench.Run(130);
        foreach (JsonElement stream in answer.GetProperty("streams").EnumerateArray())
        {
            ulong id = Convert.ToUInt64(stream.GetProperty("stream").GetString(), 16);
            uint first = stream.GetProperty("first").GetUInt32();
            byte[][] frames = [.. _bench.Link.Frames.Where(frame => BitConverter.ToUInt64(frame, FrameLayout.StreamIdAt) == id)];
            Assert.Contains(frames, frame => Number(frame) < first);
            Assert.Contains(frames, frame => Number(frame) >= first);
            Assert.All(frames, frame => Assert.Equal(Number(frame) >= first, IsSigned(frame)));
        }

        Assert.Equal(0, answer.GetProperty("unnamed").GetInt32());
        _bench.Run(60);
        Assert.True(IsSigned("state"));
        Assert.True(IsSigned("schema"));
        Assert.Contains("\"authenticated\":true,\"refused_messages\":0", NewestState, StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_holds_over_a_restart_and_a_configuration_that_leaves_it_out_and_is_in_no_answer()
    {
        SetKey(Key);
        Assert.DoesNotContain("0102030405", SerialAnswer("{\"cmd\":\"config\"}").GetRawText(), StringComparison.Ordinal);
        _bench.Start();
        _bench.Run(1);
        Assert.True(IsSigned("state"));
        byte[] will = _bench.Link.Will;
        Assert.NotEqual(-1, _gateway.OpenDocument("el/1/board-1/state", will, will.Length));

        byte[] next = Encoding.UTF8.GetBytes("""{"v":1,"version":2,"board":"board-1","broker":{"host":"b"},"slots":[{"slot":0}]}""");
        Assert.Equal("", _bench.Configuration.Set(next, next.Length));
        _bench.Start(ResetReason.Software);
        _bench.Run(1);
        Assert.Equal((2, true), (_bench.Core.Settings.Version, IsSigned("state")));
        Assert.Contains("a configuration is being tried", SerialAnswer("{\"cmd\":\"key\",\"key\":\"\"}").GetProperty("error")
            .GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_taken_by_the_serial_line_only_and_not_within_a_configuration()
    {
        string key = Convert.ToHexStringLower(Key);
        Assert.Contains("secrets are taken by the serial line only", _bench.Ask($$"""{"id":"1","cmd":"key","key":"{{key}}"}""").GetProperty("error").GetString(), StringComparison.Ordinal);
        byte[] document = Encoding.UTF8.GetBytes($$"""{"v":1,"version":2,"key":"{{key}}","board":"board-1","broker":{"host":"b"},"slots":[{"slot":0}]}""");
        Assert.StartsWith("key: wanted nothing", _bench.Configuration.Set(document, document.Length), StringComparison.Ordinal);
        Assert.StartsWith("key: wanted 64", SerialAnswer("{\"cmd\":\"key\",\"key\":\"00\"}").GetProperty("error").GetString(),
            StringComparison.Ordinal);
        Assert.False(_bench.Core.IsAuthenticated);
    }

    [Fact]
    public void A_board_whose_firmware_cannot_authenticate_says_so_and_goes_on_as_before()
    {
        CommandBench bench = new();
        byte[] command = Encoding.UTF8.GetBytes($$"""{"cmd":"key","key":"{{Convert.ToHexStringLower(Key)}}"}""");
        bench.Core.Desk.TakeSerial(command, 0, command.Length);
        Assert.Contains("cannot authenticate", Encoding.UTF8.GetString(bench.Core.Desk.SerialAnswer!), StringComparison.Ordinal);
        bench.Run(1);
        Assert.False(bench.State().TryGetProperty("authenticated", out _));
    }

    [Fact]
    public void Acknowledgements_free_nothing_unless_they_are_signed()
    {
        SetKey(Key);
        _bench.Run(130);
        Slot slot = _bench.Core.Slots[0];
        uint newest = slot.Ring.NextSequence - 1;
        _bench.Link.Acknowledge(slot.Ring.StreamId, newest);
        byte[] forged = Ack(slot.Ring.StreamId, newest, out int length);
        _bench.Link.Inbound.Enqueue(("el/1/board-1/ack", forged[..(length + MacLayout.MacLength)], false));
        _bench.Run(1);
        Assert.Equal((0u, 2), (slot.Ring.FreedUpTo, _bench.Core.Uplink.RefusedMessages));

        byte[] signed = Ack(slot.Ring.StreamId, newest, out length);
        _bench.Link.Inbound.Enqueue(
            ("el/1/board-1/ack", signed[.._gateway.SignBinary("el/1/board-1/ack", signed, length)], false));
        _bench.Run(1);
        Assert.Equal((newest, 2), (slot.Ring.FreedUpTo, _bench.Core.Uplink.RefusedMessages));
        _bench.Run(60);
        Assert.Contains("\"refused_messages\":2", NewestState, StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_acknowledgement_that_is_repeated_frees_nothing_and_loses_nothing()
    {
        SetKey(Key);
        _bench.Run(130);
        Slot slot = _bench.Core.Slots[0];
        uint newest = slot.Ring.NextSequence - 1;
        byte[] old = Ack(slot.Ring.StreamId, newest - 1, out int length);
        old = old[.._gateway.SignBinary("el/1/board-1/ack", old, length)];
        byte[] current = Ack(slot.Ring.StreamId, newest, out length);
        _bench.Link.Inbound.Enqueue(
            ("el/1/board-1/ack", current[.._gateway.SignBinary("el/1/board-1/ack", current, length)], false));
        _bench.Run(1);
        for (int again = 0; again < 20; again++)
        {
            _bench.Link.Inbound.Enqueue(("el/1/board-1/ack", old, false));
            _bench.Run(1);
        }

        // As after a gateway that has lost its log: what is held counts as not delivered, and is sent again.
        Assert.Equal((newest - 1, 0u), (slot.Ring.FreedUpTo, slot.Ring.LostFrames));
        Assert.Contains(_bench.Link.Frames.Skip(1), frame => Number(frame) == newest);
    }

    [Fact]
    public void A_command_is_done_if_it_is_signed_and_once_also_after_a_restart()
    {
        SetKey(Key);
        _bench.Send("""{"v":1,"id":"1","n":5,"cmd":"identify"}""");
        _bench.Run(1);
        Assert.Equal((0, 1), (_bench.Link.Answers.Count, _bench.Core.Uplink.RefusedMessages));

        byte[] command = Signed("cmd", """{"v":1,"id":"1","n":5,"cmd":"identify"}""");
        Assert.True(Ask(command).GetProperty("ok").GetBoolean());
        byte[] other = Signed("cmd", """{"v":1,"id":"2","n":6,"cmd":"tare","slot":0,"seconds":5}""");
        Assert.True(Ask(other).GetProperty("ok").GetBoolean());
        int version = _bench.Core.Settings.Version;

        JsonElement repeated = Ask(command);
        Assert.Equal((false, 6), (repeated.GetProperty("ok").GetBoolean(), repeated.GetProperty("taken").GetInt32()));
        _bench.Start();
        Assert.False(Ask(other).GetProperty("ok").GetBoolean());
        _bench.Run(10);
        Assert.Equal(version, _bench.Core.Settings.Version);
        Assert.True(Ask(Signed("cmd", """{"v":1,"id":"3","n":7,"cmd":"identify"}""")).GetProperty("ok").GetBoolean());
    }

    [Fact]
    public void A_configuration_is_taken_if_it_is_signed_and_not_in_place_of_a_newer_one()
    {
        SetKey(Key);
        string Config(int version) => $$"""{"v":1,"version":{{version}},"board":"board-1","broker":{"host":"b"},"slots":[{"slot":0}]}""";
        Deliver("config", Encoding.UTF8.GetBytes(Config(9)));
        Assert.Equal((1, false, 1),
            (_bench.Core.Settings.Version, _bench.Configuration.IsRestartWanted, _bench.Core.Uplink.RefusedMessages));
        byte[] second = Signed("config", Config(2));
        Deliver("cmd", Signed("config", Config(3)));
        Assert.Equal(2, _bench.Core.Uplink.RefusedMessages);
        Deliver("config", Signed("config", Config(3)));
        _bench.Start(ResetReason.Software);
        Assert.Equal(3, _bench.Core.Settings.Version);
        Deliver("config", second);
        Assert.False(_bench.Configuration.IsRestartWanted);
    }

    [Fact]
    public void What_the_broker_has_kept_unsigned_is_ignored_and_counts_as_nobodys_attack()
    {
        SetKey(Key);
        _bench.Link.Inbound.Enqueue(("el/1/board-1/config", Encoding.UTF8.GetBytes("""{"v":1,"version":9}"""), true));
        _bench.Link.Inbound.Enqueue(("el/1/board-1/config", [], false));
        _bench.Run(1);
        Assert.Equal((0, "confirmed"), (_bench.Core.Uplink.RefusedMessages, OutcomeOf(NewestState)));
    }

    [Fact]
    public void States_are_numbered_over_starts_and_a_last_will_names_its_connection()
    {
        SetKey(Key);
        _bench.Run(1);
        (long Start, long Number) before = Place(NewestState);
        _bench.Start();
        _bench.Run(1);
        (long Start, long Number) after = Place(NewestState);
        Assert.Equal(before.Start + 1, after.Start);
        using JsonDocument will = JsonDocument.Parse(_bench.Link.Will);
        Assert.Equal((after.Start, 1),
            (will.RootElement.GetProperty("start").GetInt64(), will.RootElement.GetProperty("connects").GetInt32()));
        _bench.Run(61);
        Assert.True(Place(NewestState).CompareTo(after) > 0);
    }

    private static (long, long) Place(string state)
    {
        using JsonDocument document = JsonDocument.Parse(state);
        return (document.RootElement.GetProperty("start").GetInt64(), document.RootElement.GetProperty("n").GetInt64());
    }

    private static string OutcomeOf(string state)
    {
        using JsonDocument document = JsonDocument.Parse(state);
        return document.RootElement.GetProperty("config").GetProperty("last").GetString()!;
    }

    private static uint Number(byte[] frame) => BitConverter.ToUInt32(frame, FrameLayout.SequenceAt);

    private static byte[] Ack(ulong stream, uint contiguous, out int length)
    {
        byte[] buffer = new byte[Frames.Ack.MaxLength + MacLayout.MacLength];
        length = new Ack { StreamId = stream, Contiguous = contiguous }.Write(buffer);
        return buffer;
    }

    private JsonElement SetKey(byte[] key)
    {
        JsonElement answer = SerialAnswer($$"""{"cmd":"key","key":"{{Convert.ToHexStringLower(key)}}"}""");
        Assert.True(answer.GetProperty("ok").GetBoolean(), answer.GetRawText());
        return answer;
    }

    private JsonElement SerialAnswer(string command)
    {
        byte[] json = Encoding.UTF8.GetBytes(command);
        _bench.Core.Desk.TakeSerial(json, 0, json.Length);
        byte[] answer = _bench.Core.Desk.SerialAnswer!;
        _bench.Core.Desk.SerialAnswerSent();
        return JsonDocument.Parse(answer).RootElement;
    }

    private byte[] Signed(string name, string json) =>
        _gateway.SignDocument("el/1/board-1/" + name, Encoding.UTF8.GetBytes(json));

    private void Deliver(string name, byte[] payload)
    {
        _bench.Link.Inbound.Enqueue(("el/1/board-1/" + name, payload, false));
        _bench.Run(1);
    }

    private JsonElement Ask(byte[] command)
    {
        int before = _bench.Link.Answers.Count;
        Deliver("cmd", command);
        _bench.Run(6);
        byte[] answer = Encoding.UTF8.GetBytes(_bench.Link.Answers[before]);
        int length = _gateway.OpenDocument("el/1/board-1/cmd/result", answer, answer.Length);
        Assert.NotEqual(-1, length);
        return JsonDocument.Parse(answer.AsMemory(0, length)).RootElement;
    }

    private bool IsSigned(string name)
    {
        byte[] document = [.. _bench.Link.Retained["el/1/board-1/" + name]];
        return _gateway.OpenDocument("el/1/board-1/" + name, document, document.Length) > 0;
    }

    private bool IsSigned(byte[] frame)
    {
        if ((frame[FrameLayout.FlagsAt] & FrameFlags.Authenticated) == 0)
        {
            return false;
        }

        int end = frame.Length - FrameLayout.CrcLength - FrameLayout.HmacLength;
        byte[] again = [.. frame];
        _gateway.SignFrame(again, end);
        return again.AsSpan().SequenceEqual(frame);
    }
}
