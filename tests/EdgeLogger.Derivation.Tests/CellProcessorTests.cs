using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Dating;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.Frames;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Derivation.Tests;

public sealed class CellProcessorTests
{
    private static readonly CycleEngineOptions Options = new() { NominalAh = 0.01 };

    private static (CellProcessor Processor, List<HalfCycle> Halves, StreamDates Dates) Derive(
        IEnumerable<byte[]> frames, StreamSchema? schema = null)
    {
        CellProcessor processor = new(Options);
        StreamDater dater = new();
        StreamDates dates = StreamDates.Empty;
        foreach (RowBlock block in FrameBlocks.Decode(frames, schema ?? CodedCell.Schema))
        {
            dater.Apply(block);
            processor.Apply(block, dates = dates.With(dater.TakeLines()));
        }

        processor.Engine.Finish();
        return (processor, [.. Halves(processor.Engine)], dates);
    }

    private static void Apply(CellProcessor processor, byte[] frame) =>
        processor.Apply(FrameBlocks.Decode(frame, CodedCell.Schema), StreamDates.Empty);

    private static IEnumerable<HalfCycle> Halves(CycleEngine engine)
    {
        while (engine.TryTakeHalf(out HalfCycle? half))
        {
            yield return half;
        }
    }

    [Fact]
    public void Charge_and_energy_are_those_of_the_counters_not_of_the_rounded_rows()
    {
        CodedCell cell = new(1);
        (_, List<HalfCycle> halves, _) = Derive(cell.Run(0.01, 100).ToList());

        HalfCycle half = Assert.Single(halves);
        Assert.Equal(cell.ChargeAh, half.Ah, cell.ChargeAh * 1e-9);
        // Each product was rounded to 2^16 codes^2.
        Assert.Equal(cell.EnergyWh, half.Wh, cell.EnergyWh * 1e-6);
    }

    [Fact]
    public void A_lost_frame_loses_shape_but_no_charge()
    {
        CodedCell cell = new(2);
        List<byte[]> frames = [.. cell.Run(0.01, 60), .. cell.Run(-0.01, 20)];
        (_, List<HalfCycle> whole, _) = Derive(frames);
        foreach (int lost in (int[])[1, 5, 30, 58])
        {
            (_, List<HalfCycle> holed, _) = Derive(frames.Where((_, i) => i != lost && i != lost + 1));
            Assert.Equal(whole.Count, holed.Count);
            Assert.Equal(whole[0].Ah, holed[0].Ah, whole[0].Ah * 1e-6);
            Assert.Equal(whole[0].Wh, holed[0].Wh, whole[0].Wh * 1e-5);
            Assert.True(holed[0].Flags.HasFlag(QualityFlags.Gap));
            Assert.False(whole[0].Flags.HasFlag(QualityFlags.Gap));
        }
    }

    [Fact]
    public void Nothing_is_integrated_over_a_reboot_and_the_half_cycle_says_so()
    {
        CodedCell cell = new(3);
        List<byte[]> frames = [.. cell.Run(0.01, 30)];
        cell.Reboot();
        frames.AddRange(cell.Run(0.01, 30));

        (CellProcessor processor, List<HalfCycle> halves, _) = Derive(frames);

        HalfCycle half = Assert.Single(halves);
        Assert.Equal(cell.ChargeAh, half.Ah, cell.ChargeAh * 1e-9);
        Assert.True(half.Flags.HasFlag(QualityFlags.Gap));
        Assert.Equal(2 * ((30 * CodedCell.RowsAFrame) - 1), processor.TimeS, 1e-9);
    }

    [Fact]
    public void A_reboot_with_known_time_on_both_sides_takes_the_time_it_took()
    {
        CodedCell cell = new(4) { TimeQuality = TimeQuality.Synchronised, UtcMinusUptimeMs = 1_767_225_600_000 };
        List<byte[]> frames = [.. cell.Run(0.01, 3)];
        cell.Reboot();
        cell.UtcMinusUptimeMs += 29_000 + 600_000;
        frames.AddRange(cell.Run(0.01, 3));

        (CellProcessor processor, _, StreamDates dates) = Derive(frames);

        Assert.Equal(29 + 600 + 29, processor.TimeS, 1e-9);
        Assert.Equal(1_767_225_600_000 + 658_000, processor.LatestUtcMs(dates));
    }

    [Fact]
    public void A_clock_that_steps_by_an_hour_in_mid_charge_changes_no_capacity()
    {
        CodedCell steady = new(5) { TimeQuality = TimeQuality.Synchronised };
        CodedCell stepping = new(5) { TimeQuality = TimeQuality.Synchronised };
        List<byte[]> expected = [.. steady.Run(0.01, 40)];
        List<byte[]> stepped = [.. stepping.Run(0.01, 20)];
        stepping.UtcMinusUptimeMs = 3_600_000;
        stepped.AddRange(stepping.Run(0.01, 20));

        Assert.Equal(Derive(expected).Halves, Derive(stepped).Halves);
    }

    [Fact]
    public void A_pause_in_the_readings_is_not_integrated()
    {
        CodedCell cell = new(6);
        List<byte[]> frames = [.. cell.Run(0.01, 20)];
        cell.Pause(90_000);
        frames.AddRange(cell.Run(0.01, 20));

        (_, List<HalfCycle> halves, _) = Derive(frames);

        HalfCycle half = Assert.Single(halves);
        Assert.Equal(cell.ChargeAh, half.Ah, cell.ChargeAh * 1e-9);
        Assert.True(half.Flags.HasFlag(QualityFlags.Gap));
    }

    [Fact]
    public void A_checkpoint_at_any_frame_changes_no_bit_of_what_follows()
    {
        CodedCell cell = new(7);
        List<byte[]> frames = [.. cell.Run(0.01, 15), .. cell.Run(0, 3), .. cell.Run(-0.01, 15), .. cell.Run(0.01, 12)];
        CellProcessor straight = new(Options);
        frames.ForEach(frame => Apply(straight, frame));
        List<HalfCycle> halves = [.. Halves(straight.Engine)];
        byte[] expected = Saved(straight);
        Assert.Equal(2, halves.Count);

        for (int stop = 0; stop <= frames.Count; stop++)
        {
            CellProcessor first = new(Options);
            frames[..stop].ForEach(frame => Apply(first, frame));
            List<HalfCycle> found = [.. Halves(first.Engine)];
            CellProcessor? second = CellProcessor.Restore(Options, Saved(first));
            Assert.NotNull(second);
            frames[stop..].ForEach(frame => Apply(second, frame));
            found.AddRange(Halves(second.Engine));
            Assert.Equal(halves, found);
            Assert.Equal(expected, Saved(second));
        }
    }

    [Fact]
    public void A_frame_that_comes_again_changes_nothing()
    {
        CodedCell cell = new(9);
        List<byte[]> frames = [.. cell.Run(0.01, 5)];
        CellProcessor processor = new(Options);
        frames.ForEach(frame => Apply(processor, frame));
        byte[] before = Saved(processor);
        frames.ForEach(frame => Apply(processor, frame));
        Assert.Equal(before, Saved(processor));
    }

    [Fact]
    public void Ohms_become_degrees() =>
        Assert.Equal(25.0, Derive(new CodedCell(10).Run(0.01, 1)).Processor.Latest.TemperatureDegC, 0.01);

    [Fact]
    public void A_half_cycle_carries_the_temperature_and_the_pressure_that_its_frames_held()
    {
        CodedCell cell = new(11);
        List<byte[]> frames = [.. cell.Run(0.01, 30)];
        cell.TemperatureCode = 1116729;
        cell.PressureCode = 720_000;
        frames.AddRange(cell.Run(0.01, 30));
        frames.AddRange(cell.Run(-0.01, 20));

        HalfDetail? charge = Derive(frames).Halves[0].Detail;

        Assert.NotNull(charge);
        Assert.Equal(25.0, charge.TemperatureMinDegC!.Value, 0.01);
        Assert.Equal(30.0, charge.TemperatureMaxDegC!.Value, 0.01);
        Assert.Equal(27.5, charge.TemperatureMeanDegC!.Value, 0.05);
        Assert.Equal(70.0, charge.PressureMinMpa!.Value, 1e-4);
        Assert.Equal(72.0, charge.PressureMaxMpa!.Value, 1e-4);
        Assert.Equal(71.0, charge.PressureMeanMpa!.Value, 0.05);
        Assert.Equal(0.01, charge.MedianCurrentA!.Value, 1e-4);
    }

    [Fact]
    public void A_sensor_that_is_not_there_leaves_its_quantities_unknown()
    {
        StreamSchema bare = new(CodedCell.StreamId, "bench-01", 0, [.. CodedCell.Schema.Channels.Take(2)]);
        HalfDetail? detail = Derive(new CodedCell(12).Run(0.01, 20), bare).Halves[0].Detail;
        Assert.Equal((StreamSchema.Missing, StreamSchema.Missing), (bare.TemperatureAt, bare.PressureAt));
        Assert.True(detail is { TemperatureMeanDegC: null, PressureMeanMpa: null, MedianCurrentA: not null });
    }

    private static byte[] Saved(CellProcessor processor)
    {
        while (processor.Engine.TryTakeCycle(out _))
        {
            // A checkpoint is taken when nothing closed is waiting any more.
        }

        ArrayBufferWriter<byte> writer = new();
        processor.Save(writer);
        return writer.WrittenSpan.ToArray();
    }
}
