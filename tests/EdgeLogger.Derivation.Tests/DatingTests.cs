using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Dating;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Frames;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Derivation.Tests;

/// <summary>docs/specs/dating.md.</summary>
public sealed class DatingTests
{
    private const long Utc = 1_767_225_600_000;
    private const long FrameMs = CodedCell.RowsAFrame * 1000;

    private readonly CodedCell _cell = new(1);
    private readonly List<RowBlock> _blocks = [];

    [Fact]
    public void Rows_before_a_boots_first_synchronised_frame_lie_on_its_uptime()
    {
        Add(frames: 3);
        Know(Utc, TimeQuality.Synchronised);
        Add(frames: 2);

        Assert.Equal(
            [DateQuality.Holdover, DateQuality.Holdover, DateQuality.Holdover, DateQuality.Synchronised,
                DateQuality.Synchronised],
            Dates().Select(date => date.Quality));
        Assert.All(Dates(), date => Assert.Equal(Utc, date.UtcMinusUptimeMs));
    }

    [Fact]
    public void A_boot_that_never_knew_UTC_is_placed_by_its_soonest_arrival_when_the_next_one_does()
    {
        Add(arrivedUtcMs: Utc + 50_000);
        Add(arrivedUtcMs: Utc + 22_000);
        Add(arrivedUtcMs: Utc + 90_000);
        _cell.Reboot();
        Add(arrivedUtcMs: Utc + 100_000);
        Assert.All(Dates(), date => Assert.False(date.IsKnown));

        Know(Utc + 95_000, TimeQuality.Synchronised);
        Add(arrivedUtcMs: Utc + 110_000);
        long soonestMs = Utc + 22_000 - _blocks[1].EndUptimeMs;
        Assert.All(Dates().Take(3), date => Assert.Equal(new BlockDate(soonestMs, DateQuality.Estimated), date));
        Assert.All(Dates().Skip(3), date => Assert.Equal(Utc + 95_000, date.UtcMinusUptimeMs));
    }

    [Fact]
    public void Boots_without_UTC_that_arrive_together_lie_one_after_the_other_before_the_boot_that_knows_it()
    {
        for (int boot = 0; boot < 3; boot++)
        {
            Add(frames: 2, arrivedUtcMs: Utc + 3_000_000);
            _cell.Reboot();
        }

        Know(Utc, TimeQuality.Synchronised);
        Add(arrivedUtcMs: Utc + 3_000_000);

        IReadOnlyList<BlockDate> dates = Dates();
        Assert.Equal(Utc + _blocks[6].StartUptimeMs, dates[6].UtcMs(_blocks[6].StartUptimeMs));
        Assert.All(Enumerable.Range(0, 6), at => Assert.Equal(
            dates[at].UtcMs(_blocks[at].EndUptimeMs), dates[at + 1].UtcMs(_blocks[at + 1].StartUptimeMs)));
        Assert.All(dates.Take(6), date => Assert.Equal(DateQuality.Estimated, date.Quality));
    }

    [Fact]
    public void Rows_of_up_to_eight_boots_without_UTC_never_share_a_time_however_late_they_arrive() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[0, 30], Gen.Int[0, 200], Gen.Int[0, 3]).List[1, 30].Sample(boots =>
        {
            CodedCell cell = new(3);
            List<RowBlock> blocks = [];
            long trueMs = Utc;
            long arrivedMs = Utc;
            foreach ((int frames, int pauseMinutes, int delayMinutes, int knows) in boots)
            {
                bool knowsUtc = knows == 0 || (cell.Boot + 1) % 9 == 0;
                cell.Reboot();
                trueMs += pauseMinutes * 60_000L;
                cell.TimeQuality = knowsUtc ? TimeQuality.Synchronised : TimeQuality.None;
                cell.UtcMinusUptimeMs = trueMs;
                trueMs += frames * FrameMs;
                arrivedMs = Math.Max(arrivedMs, trueMs + (delayMinutes * 60_000L));
                blocks.AddRange(cell.Run(0.01, frames).Select(frame => FrameBlocks.Decode(frame, CodedCell.Schema, arrivedMs)));
            }

            Processed(blocks, out StreamDates dates);
            List<(BlockDate Date, RowBlock Block)> estimated = [.. blocks.Select(block => (dates.DateOf(block), block))
                .Where(dated => dated.Item1.Quality == DateQuality.Estimated)];
            foreach (((BlockDate Date, RowBlock Block) before, (BlockDate Date, RowBlock Block) after) in estimated.Zip(
                estimated.Skip(1)))
            {
                Assert.True(before.Date.UtcMs(before.Block.EndUptimeMs) <= after.Date.UtcMs(after.Block.StartUptimeMs));
            }

            Assert.All(estimated, dated => Assert.True(dated.Date.UtcMs(dated.Block.EndUptimeMs) <= dated.Block.ReceivedUtcMs));
        });

    [Fact]
    public void A_boot_that_is_placed_by_arrival_ends_before_the_next_one_begins()
    {
        // Its backlog comes an hour late, with the frames of the next boot.
        Add(frames: 3, arrivedUtcMs: Utc + 3_500_000);
        _cell.Reboot();
        Know(Utc + 60_000, TimeQuality.Synchronised);
        Add(arrivedUtcMs: Utc + 3_500_000);

        BlockDate last = Dates()[2];
        Assert.Equal(DateQuality.Estimated, last.Quality);
        Assert.Equal(Utc + 60_000 + _blocks[3].StartUptimeMs, last.UtcMs(_blocks[2].EndUptimeMs));
    }

    [Fact]
    public void An_hour_without_UTC_settles_a_boot_and_a_clock_that_is_set_later_dates_later_rows_only()
    {
        Add(arrivedUtcMs: Utc + FrameMs);
        Add(arrivedUtcMs: Utc + 3_599_999 + FrameMs);
        Assert.All(Dates(), date => Assert.False(date.IsKnown));
        Add(arrivedUtcMs: Utc + 3_600_000 + FrameMs);
        BlockDate[] settled = [.. Dates()];
        Assert.All(settled, date => Assert.Equal(DateQuality.Estimated, date.Quality));

        Know(Utc - 500_000, TimeQuality.Synchronised);
        Add(arrivedUtcMs: Utc + 3_700_000);
        Assert.Equal(settled, Dates().Take(3));
        Assert.Equal(new BlockDate(Utc - 500_000, DateQuality.Synchronised), Dates()[3]);
    }

    [Fact]
    public void A_boot_that_knows_UTC_no_more_goes_on_by_what_it_knew()
    {
        Know(Utc, TimeQuality.Synchronised);
        Add();
        _cell.TimeQuality = TimeQuality.None;
        Add(frames: 2);
        Assert.All(Dates(), date => Assert.Equal(Utc, date.UtcMinusUptimeMs));
    }

    [Fact]
    public void A_report_of_the_next_boot_settles_the_boot_before_if_it_knows_UTC()
    {
        Add(frames: 2, arrivedUtcMs: Utc + 20_000);
        _cell.Reboot();
        _blocks.Add(FrameBlocks.Decode(_cell.Gap(1, 1), CodedCell.Schema, Utc + 30_000));
        Assert.All(Dates().Take(2), date => Assert.False(date.IsKnown));

        Know(Utc + 25_000, TimeQuality.Synchronised);
        _blocks.Add(FrameBlocks.Decode(_cell.Gap(1, 1), CodedCell.Schema, Utc + 40_000));
        Assert.All(Dates().Take(2), date => Assert.Equal(DateQuality.Estimated, date.Quality));
    }

    [Fact]
    public void The_pause_before_a_boot_without_UTC_is_taken_from_arrival_and_holds_no_charge()
    {
        Add(frames: 30, arrivedUtcMs: Utc);
        _cell.Reboot();
        // The frame that comes first has its rows from the last nine seconds.
        Add(frames: 30, arrivedUtcMs: Utc + 600_000 + 9_000);

        CellProcessor processor = Processed(_blocks, out _);
        processor.Engine.Finish();
        Assert.True(processor.Engine.TryTakeHalf(out HalfCycle? half));
        Assert.Equal(_cell.ChargeAh, half.Ah, _cell.ChargeAh * 1e-9);
        Assert.Equal(299 + 600 + 299, processor.TimeS, 1e-9);
    }

    [Fact]
    public void What_is_dated_never_moves_and_the_book_is_the_same_wherever_derivation_stopped() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 40], Gen.Long[-5_000_000, 5_000_000], Gen.Bool).List[1, 40].Sample(steps =>
        {
            CodedCell cell = new(2);
            List<RowBlock> blocks = [];
            long arrivedMs = Utc;
            foreach ((int what, int minutes, long offsetMs, bool isSynchronised) in steps)
            {
                if (what == 0)
                {
                    cell.Reboot();
                }

                cell.TimeQuality = what <= 2 ? TimeQuality.None : isSynchronised
                    ? TimeQuality.Synchronised
                    : TimeQuality.Holdover;
                cell.UtcMinusUptimeMs = Utc + offsetMs;
                arrivedMs += minutes * 60_000L;
                blocks.Add(FrameBlocks.Decode(cell.Run(0.01, 1).Single(), CodedCell.Schema, arrivedMs));
            }

            Processed(blocks, out StreamDates whole);
            for (int count = 0; count <= blocks.Count; count++)
            {
                StreamDater first = new();
                StreamDates part = Dated(blocks[..count], first, StreamDates.Empty);
                foreach (RowBlock block in blocks[..count].Where(block => part.DateOf(block).IsKnown))
                {
                    Assert.Equal(part.DateOf(block), whole.DateOf(block));
                }

                StreamDater second = StreamDater.Restore(first.Save())!;
                Assert.Equal(whole.Lines, Dated(blocks[count..], second, part).Lines);
            }
        });

    private static CycleEngineOptions Options { get; } = new() { NominalAh = 0.01 };

    private static CellProcessor Processed(IEnumerable<RowBlock> blocks, out StreamDates dates)
    {
        CellProcessor processor = new(Options);
        dates = Dated(blocks, new StreamDater(), StreamDates.Empty, processor);
        return processor;
    }

    private static StreamDates Dated(
        IEnumerable<RowBlock> blocks, StreamDater dater, StreamDates dates, CellProcessor? processor = null)
    {
        foreach (RowBlock block in blocks)
        {
            dater.Apply(block);
            dates = dates.With(dater.TakeLines());
            processor?.Apply(block, dates);
        }

        return dates;
    }

    private void Know(long utcMinusUptimeMs, TimeQuality quality) =>
        (_cell.UtcMinusUptimeMs, _cell.TimeQuality) = (utcMinusUptimeMs, quality);

    private void Add(int frames = 1, long arrivedUtcMs = Utc) =>
        _blocks.AddRange(_cell.Run(0.01, frames).Select(frame => FrameBlocks.Decode(frame, CodedCell.Schema, arrivedUtcMs)));

    private IReadOnlyList<BlockDate> Dates()
    {
        Processed(_blocks, out StreamDates dates);
        return [.. _blocks.Select(dates.DateOf)];
    }
}
