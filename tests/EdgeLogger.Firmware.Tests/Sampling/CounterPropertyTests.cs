using System;
using System.Collections.Generic;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Tests.Sampling;

public sealed class CounterPropertyTests
{
    private readonly record struct Reading(int Channel, long UptimeUs, int Code, byte Status);

    [Fact]
    public void Counters_are_exact_and_rows_are_the_means_that_belong_to_them()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            List<Reading> readings = Draw(new Random(seed));
            SamplerBench bench = new(
                new SamplerSettings { StepCodes = 100_000, VoltageChangeCodes = 5000, FaultAfterMs = int.MaxValue });
            foreach (Reading reading in readings)
            {
                bench.Sampler.OnReading(reading.Channel, reading.UptimeUs, reading.Code, reading.Status);
            }

            Reference reference = new(readings, 1000);
            foreach (Recorded frame in bench.Frames())
            {
                long end = frame.Rows[^1].UptimeMs;
                Assert.True(reference.ChargeAt(end) == frame.CurrentTime, $"seed {seed}: charge at {end} ms");
                Assert.True(reference.VoltageTimeAt(end) == frame.VoltageTime, $"seed {seed}: voltage x time at {end} ms");
                Assert.True(reference.PowerTimeAt(end) == frame.PowerTime, $"seed {seed}: power x time at {end} ms");
                CheckMeans(frame, reference, seed);
            }
        }
    }

    // Within a frame each row but the first, and the first too unless it is an instant, is the charge since the row before over
    // the time.
    private static void CheckMeans(Recorded frame, Reference reference, int seed)
    {
        for (int i = 1; i < frame.Rows.Count; i++)
        {
            Row row = frame.Rows[i];
            long from = frame.Rows[i - 1].UptimeMs;
            if (row.Status[Channel.Current] != ChannelStatus.Ok || row.UptimeMs == from)
            {
                continue;
            }

            long charge = reference.ChargeAt(row.UptimeMs) - reference.ChargeAt(from);
            decimal mean = (decimal)charge / (row.UptimeMs - from);
            int expected = (int)Math.Round(mean, MidpointRounding.AwayFromZero);
            Assert.True(expected == row.Codes[Channel.Current], $"seed {seed}: mean at {row.UptimeMs} ms");
        }
    }

    private static List<Reading> Draw(Random random)
    {
        List<Reading> readings = [];
        long uptimeUs = random.Next(1_000_000);
        int current = random.Next(-8_000_000, 8_000_000);
        int voltage = random.Next(0, 8_000_000);
        int typicalUs = random.Next(2000, 200_000);
        for (int i = 0; i < 600; i++)
        {
            uptimeUs += random.Next(typicalUs);
            voltage += random.Next(-1000, 1000);
            readings.Add(new Reading(Channel.Voltage, uptimeUs, voltage, Status(random)));
            uptimeUs += random.Next(100) == 0 ? random.Next(3_000_000) : random.Next(typicalUs);
            current = random.Next(50) == 0 ? random.Next(-8_000_000, 8_000_000) : current + random.Next(-500, 500);
            readings.Add(new Reading(Channel.Current, uptimeUs, current, Status(random)));
        }

        return readings;
    }

    private static byte Status(Random random) => random.Next(40) == 0 ? (byte)random.Next(1, 4) : ChannelStatus.Ok;

    /// <summary>
    /// The rule, written down plainly: each good current reading, over the time since the good one just before it.
    /// </summary>
    private sealed class Reference
    {
        private readonly SortedDictionary<long, (long Charge, long VoltageTime, long PowerTime)> _at = [];

        public Reference(List<Reading> readings, long breakMs)
        {
            (long Charge, long VoltageTime, long PowerTime) sum = default;
            foreach ((Reading Previous, Reading Now, Reading? Voltage) pair in Pairs(readings))
            {
                long from = pair.Previous.UptimeUs / 1000;
                long now = pair.Now.UptimeUs / 1000;
                bool integrates = pair.Previous.Status == ChannelStatus.Ok && pair.Now.Status == ChannelStatus.Ok
                    && now - from <= breakMs;
                if (integrates)
                {
                    sum.Charge += pair.Now.Code * (now - from);
                    if (pair.Voltage is { Status: ChannelStatus.Ok } voltage && now - voltage.UptimeUs / 1000 <= breakMs)
                    {
                        sum.VoltageTime += voltage.Code * (now - from);
                        sum.PowerTime += (long)Math.Floor(((decimal)voltage.Code * pair.Now.Code + 32768) / 65536) * (now - from);
                    }
                }

                _at[now] = sum;
            }
        }

        public long ChargeAt(long ms) => _at.GetValueOrDefault(ms).Charge;

        public long VoltageTimeAt(long ms) => _at.GetValueOrDefault(ms).VoltageTime;

        public long PowerTimeAt(long ms) => _at.GetValueOrDefault(ms).PowerTime;

        private static IEnumerable<(Reading Previous, Reading Now, Reading? Voltage)> Pairs(List<Reading> readings)
        {
            Reading? voltage = null;
            Reading? previous = null;
            foreach (Reading reading in readings)
            {
                if (reading.Channel == Channel.Voltage)
                {
                    voltage = reading;
                    continue;
                }

                if (previous is { } before)
                {
                    yield return (before, reading, voltage);
                }

                previous = reading;
            }
        }
    }
}
