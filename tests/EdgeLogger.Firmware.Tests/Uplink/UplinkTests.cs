using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Firmware.Uplink;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Tests.Uplink;

public sealed class UplinkTests
{
    private const string AckTopic = "el/1/board-1/ack";

    [Fact]
    public void On_connection_the_schema_goes_first_then_the_state_then_the_newest_frame_then_the_backlog_oldest_first()
    {
        UplinkBench bench = new(1, new UplinkSettings());
        bench.Append(4);
        bench.Run(3000);

        Assert.Equal(["schema", "state", "live", "backfill", "backfill", "backfill"], bench.Link.Topics);
        Assert.True(bench.IsDelivered);
        bench.Append(1);
        bench.Run(100);
        Assert.Equal("live", bench.Link.Topics[^1]);
    }

    [Fact]
    public void The_schema_is_published_again_after_a_minute_and_less_and_less_often_since_a_broker_may_have_dropped_it()
    {
        UplinkBench bench = new(1, new UplinkSettings());
        List<long> atS = [];
        bench.Run(4 * 3_600_000, () =>
        {
            if (bench.Link.Topics.Count(topic => topic == "schema") > atS.Count)
            {
                atS.Add(bench.LinkMs / 1000);
            }
        });

        List<long> waits = atS.Zip(atS.Skip(1), (a, b) => b - a).ToList();
        Assert.Equal([60, 120, 240, 480, 960, 1920, 3600, 3600], waits.Take(8));
    }

    [Fact]
    public void Backfill_keeps_to_its_rate_and_live_frames_pass_it()
    {
        UplinkBench bench = new(1, new UplinkSettings { BackfillIntervalMs = 1000 });
        bench.Append(30);
        bench.Run(5600);
        int backfilled = bench.Link.Topics.Count(topic => topic == "backfill");
        Assert.InRange(backfilled, 5, 6);
        bench.Append(3);
        bench.Run(50);
        Assert.Equal(["live", "live", "live"], bench.Link.Topics.TakeLast(3));
    }

    [Fact]
    public void No_more_than_the_window_is_under_way_while_the_gateway_is_silent_and_resends_thin_out()
    {
        UplinkBench bench = new(1, new UplinkSettings { Window = 8, BackfillIntervalMs = 0 });
        bench.Link.GatewayIsUp = false;
        bench.Append(100);
        bench.Run(600_000, () => Assert.InRange(bench.Delivery.InFlight, 0, 8));
        Assert.InRange(bench.Delivery.FramesSent, 8, 8 + 8 * 10);

        bench.Link.GatewayIsUp = true;
        bench.Run(120_000);
        Assert.True(bench.IsDelivered);
    }

    [Fact]
    public void Nothing_is_freed_on_another_streams_acknowledgement_or_on_a_damaged_or_impossible_one()
    {
        UplinkBench bench = new(1, new UplinkSettings());
        bench.Link.GatewayIsUp = false;
        bench.Append(5);
        byte[] buffer = new byte[Ack.MaxLength];
        Ack ack = new() { StreamId = bench.Ring.StreamId + 1, Contiguous = 5 };
        bench.Link.Extra.Enqueue((AckTopic, buffer[..ack.Write(buffer)]));
        ack.StreamId = bench.Ring.StreamId;
        byte[] damaged = buffer[..ack.Write(buffer)];
        damaged[12] ^= 1;
        bench.Link.Extra.Enqueue((AckTopic, damaged));
        ack.Contiguous = 6;
        bench.Link.Extra.Enqueue((AckTopic, buffer[..ack.Write(buffer)]));
        bench.Link.Extra.Enqueue(("el/1/board-1/cmd", buffer[..20]));
        bench.Run(3000);

        Assert.Equal(0U, bench.Ring.FreedUpTo);
        Assert.Equal(3, bench.Uplink.ForeignMessages);
        Assert.Equal(1, bench.Delivery.BadAcks);
    }

    [Fact]
    public void Attempts_to_connect_thin_out_to_a_minute_and_differ_from_board_to_board()
    {
        HashSet<string> patterns = [];
        for (int seed = 0; seed < 20; seed++)
        {
            UplinkBench bench = new(seed, new UplinkSettings());
            bench.Link.BrokerIsUp = false;
            List<long> at = [];
            int connects = 0;
            bench.Run(600_000, () =>
            {
                if (bench.Link.Connects > connects)
                {
                    connects = bench.Link.Connects;
                    at.Add(bench.LinkMs);
                }
            });
            List<long> waits = at.Zip(at.Skip(1), (a, b) => b - a).ToList();
            Assert.All(waits, wait => Assert.InRange(wait, 500, 60_100));
            Assert.InRange(connects, 12, 60);
            patterns.Add(string.Join(' ', at.Take(3)));
        }

        Assert.Equal(20, patterns.Count);
    }

    [Fact]
    public void A_connection_on_which_nothing_is_heard_for_ten_minutes_is_made_again_unless_nothing_waits()
    {
        UplinkBench bench = new(1, new UplinkSettings());
        bench.Run(1_300_000);
        Assert.Equal(1, bench.Link.Connects);

        bench.Link.GatewayIsUp = false;
        bench.Append(3);
        bench.Run(1_300_000);
        Assert.Equal(3, bench.Link.Connects);
        Assert.Equal("nothing was heard for 600 s", bench.Uplink.LastFault);
        bench.Link.GatewayIsUp = true;
        bench.Run(60_000);
        Assert.True(bench.IsDelivered);
    }

    [Fact]
    public void A_range_lost_by_wrapping_is_reported_once_and_delivery_goes_on()
    {
        UplinkBench bench = new(1, new UplinkSettings { BackfillIntervalMs = 0 }, segments: 4);
        bench.Link.BrokerIsUp = false;
        bench.Append(600);
        uint oldest = bench.Ring.OldestSequence;
        Assert.True(oldest > 1);
        bench.Link.BrokerIsUp = true;
        bench.Run(200_000);

        Assert.True(bench.IsDelivered);
        Assert.Equal([(1U, oldest - 1)], bench.Gateway.Gaps);
    }

    [Fact]
    public void A_gateway_that_lost_its_log_gets_what_the_ring_still_holds_and_is_notified_of_the_rest()
    {
        UplinkBench bench = new(1, new UplinkSettings { BackfillIntervalMs = 0 }, segments: 4);
        for (int i = 0; i < 60; i++)
        {
            bench.Append(10);
            bench.Run(1000);
        }

        bench.Run(2000);
        Assert.True(bench.IsDelivered);
        Assert.Empty(bench.Gateway.Gaps);

        bench.Gateway.LoseLog();
        for (int i = 0; i < 60; i++)
        {
            bench.Append(1);
            bench.Run(1000);
        }

        Assert.True(bench.IsDelivered);
        (uint first, uint last) = Assert.Single(bench.Gateway.Gaps);
        Assert.Equal(1U, first);
        Assert.Equal(bench.Gateway.Frames.Keys.First() - 1, last);
        Assert.True(bench.Gateway.Frames.Count > 70);
    }

    [Fact]
    public void An_old_acknowledgement_that_comes_late_is_not_a_rollback()
    {
        UplinkBench bench = new(1, new UplinkSettings());
        bench.Append(1);
        bench.Run(2000);
        byte[] old = bench.Gateway.MakeAck();
        bench.Append(20);
        bench.Run(5000);
        Assert.True(bench.IsDelivered);
        bench.Link.Extra.Enqueue((AckTopic, old));
        bench.Link.Extra.Enqueue((AckTopic, old));
        bench.Run(20_000);
        bench.Append(1);
        bench.Run(1000);
        bench.Link.Extra.Enqueue((AckTopic, old));
        bench.Run(1000);

        Assert.True(bench.IsDelivered);
        Assert.Empty(bench.Gateway.Gaps);
        Assert.Equal(0, bench.Gateway.Duplicates);
    }

    [Fact]
    public void Frames_that_a_lost_log_had_acknowledged_as_a_range_are_sent_to_the_new_one()
    {
        UplinkBench bench = new(1, new UplinkSettings { BackfillIntervalMs = 0 });
        bench.Link.DropPercent = 100;
        bench.Link.GatewayIsUp = false;
        bench.Append(20);
        byte[] buffer = new byte[Ack.MaxLength];
        Ack ack = new() { StreamId = bench.Ring.StreamId, RangeCount = 1 };
        ack.RangeFirst[0] = 2;
        ack.RangeLast[0] = 20;
        bench.Run(3000);
        bench.Link.Extra.Enqueue((AckTopic, buffer[..ack.Write(buffer)]));
        bench.Run(1000);
        Assert.Equal(1, bench.Delivery.InFlight);
        bench.Link.DropPercent = 0;
        bench.Link.GatewayIsUp = true;
        bench.Run(60_000);

        Assert.True(bench.IsDelivered);
        Assert.Equal(20, bench.Gateway.Frames.Count);
        Assert.Equal(1, bench.Uplink.Connects);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Whatever_the_network_does_every_frame_arrives_and_only_what_arrived_is_freed(int seed)
    {
        UplinkBench bench = new(seed, new UplinkSettings { Window = 16, BackfillIntervalMs = 50 });
        bench.Link.DropPercent = 20;
        bench.Link.DoublePercent = 20;
        bench.Link.DiePercent = 1;
        bench.Link.Reorders = true;
        for (int i = 0; i < 150; i++)
        {
            bench.Append(bench.Random.Next(5));
            bench.Link.BrokerIsUp = bench.Random.Next(5) > 0;
            bench.Link.GatewayIsUp = bench.Random.Next(5) > 0;
            bench.Run(bench.Random.Next(3000), () => AssertOnlyArrivedIsFreed(bench, seed));
            if (bench.Random.Next(20) == 0)
            {
                bench.Reboot();
            }
        }

        bench.Link.DropPercent = 0;
        bench.Link.DiePercent = 0;
        bench.Link.BrokerIsUp = true;
        bench.Link.GatewayIsUp = true;
        bench.Append(1);
        bench.Run(300_000, () => AssertOnlyArrivedIsFreed(bench, seed));

        Assert.True(bench.IsDelivered, $"seed {seed}: backlog {bench.Ring.Backlog}");
        Assert.Equal(bench.Ring.NextSequence - 1, (uint)bench.Gateway.Frames.Count);
        Assert.Empty(bench.Gateway.Gaps);
        Assert.True(bench.Gateway.Duplicates > 0);
    }

    private static void AssertOnlyArrivedIsFreed(UplinkBench bench, int seed) =>
        Assert.True(bench.Ring.FreedUpTo <= bench.Gateway.Contiguous, $"seed {seed}: freed {bench.Ring.FreedUpTo}");
}
