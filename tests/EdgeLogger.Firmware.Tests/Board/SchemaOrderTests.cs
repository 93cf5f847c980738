using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Tests.Board;

/// <summary>
/// Each frame's schema goes before it, on the same connection, however fast the board's calibrations follow each other.
/// </summary>
public sealed class SchemaOrderTests
{
    private readonly CommandBench _bench = new();
    private int _calibrations;

    [Fact]
    public void A_schema_that_changes_again_before_the_link_takes_it_is_published_all_the_same()
    {
        _bench.Run(5);
        _bench.Link.IsFull = true;
        for (int i = 0; i < 4; i++)
        {
            Calibrate();
            _bench.Run(3);
        }

        _bench.Link.IsFull = false;
        _bench.Run(70);
        AssertInOrder(frames: 10, schemas: 5);
    }

    [Fact]
    public void A_change_within_a_minute_of_another_is_published_at_once_and_the_slots_frames_go_on()
    {
        _bench.Run(5);
        Calibrate();
        _bench.Run(2);
        Calibrate();
        uint newest = _bench.Core.SchemaHash;
        _bench.Run(1);
        Assert.Equal(newest, HashOf(_bench.Link.Retained["el/1/board-1/schema"]));
        int before = _bench.Link.Frames.Count;
        _bench.Run(61);
        Assert.True(_bench.Link.Frames.Skip(before)
            .Count(frame => LittleEndian.ReadUInt32(frame, FrameLayout.SchemaHashAt) == newest) >= 2);
        AssertInOrder(frames: 6, schemas: 3);
    }

    [Fact]
    public void Frames_of_schemas_that_passed_while_the_board_was_offline_bring_their_documents_over_a_reboot()
    {
        _bench.Link.IsDead = true;
        _bench.Run(20);
        for (int i = 0; i < 5; i++)
        {
            Calibrate();
            _bench.Run(20);
        }

        _bench.Start();
        _bench.Run(5);
        Calibrate();
        _bench.Run(5);
        _bench.Start();
        uint newest = _bench.Core.SchemaHash;
        _bench.Link.IsDead = false;
        _bench.Run(200);
        AssertInOrder(frames: 20, schemas: 7);
        Assert.Equal(newest, HashOf(_bench.Link.Retained["el/1/board-1/schema"]));
    }

    [Fact]
    public void A_new_connection_is_given_the_documents_again_since_what_the_last_one_took_may_have_been_lost()
    {
        _bench.Run(5);
        Calibrate();
        _bench.Run(10);
        _bench.Link.Close();
        _bench.Run(90);
        Assert.True(_bench.Link.Connections.Count > 1);
        AssertInOrder(frames: 4, schemas: 2);
    }

    [Fact]
    public void Documents_that_are_held_are_published_again_now_and_then_though_their_frames_are_acknowledged()
    {
        _bench.Run(5);
        uint first = _bench.Core.SchemaHash;
        Calibrate();
        _bench.Run(70);
        foreach (Firmware.Board.Slot slot in _bench.Core.Slots)
        {
            _bench.Link.Acknowledge(slot.Ring.StreamId, slot.Ring.NextSequence - 1);
        }

        _bench.Run(1);
        Assert.All(_bench.Core.Slots, slot => Assert.Equal(0U, slot.Ring.Backlog));
        int before = Schemas(first);
        _bench.Run(400);
        Assert.InRange(Schemas(first) - before, 2, 4);
        Assert.DoesNotContain(_bench.Link.Connections[0], message => message.IsRetained && IsSchema(message)
            && HashOf(message.Payload) == first
            && _bench.Link.Connections[0].IndexOf(message) > 3);
    }

    private void Calibrate()
    {
        _calibrations++;
        byte[] command = Encoding.UTF8.GetBytes(
            $$"""{"id":"c{{_calibrations}}","cmd":"calibrate","slot":0,"channel":"voltage","zero_code":{{_calibrations}},"gain_ppb":0,"date":"2026-03-01"}""");
        _bench.Core.Desk.TakeSerial(command, 0, command.Length);
        Assert.Contains("\"ok\":true", Encoding.UTF8.GetString(_bench.Core.Desk.SerialAnswer!), StringComparison.Ordinal);
        _bench.Core.Desk.SerialAnswerSent();
    }

    private void AssertInOrder(int frames, int schemas)
    {
        HashSet<uint> all = [];
        int count = 0;
        foreach (List<(string Topic, byte[] Payload, bool IsRetained)> connection in _bench.Link.Connections)
        {
            HashSet<uint> published = [];
            foreach ((string Topic, byte[] Payload, bool IsRetained) message in connection)
            {
                if (IsSchema(message))
                {
                    published.Add(HashOf(message.Payload));
                }
                else if (message.Topic.EndsWith("/live", StringComparison.Ordinal)
                    || message.Topic.EndsWith("/backfill", StringComparison.Ordinal))
                {
                    count++;
                    uint named = LittleEndian.ReadUInt32(message.Payload, FrameLayout.SchemaHashAt);
                    all.Add(named);
                    Assert.Contains(named, published);
                }
            }
        }

        Assert.True(count >= frames, $"{count} frames");
        Assert.Equal(schemas, all.Count);
    }

    private int Schemas(uint hash) =>
        _bench.Link.Connections.Sum(
            connection => connection.Count(message => IsSchema(message) && HashOf(message.Payload) == hash));

    private static bool IsSchema((string Topic, byte[] Payload, bool IsRetained) message) =>
        message.Topic.EndsWith("/schema", StringComparison.Ordinal);

    private static uint HashOf(byte[] document) => Crc32.Compute(document, 0, document.Length);
}
