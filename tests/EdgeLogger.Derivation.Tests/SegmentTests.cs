using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Derivation.Tests;

/// <summary>docs/specs/cycles.md, section 14.</summary>
public sealed class SegmentTests : IDisposable
{
    private const long Utc = 1_767_225_600_000;

    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("edgelogger-segments-");
    private readonly SlotStream _first = new(0xA1, 0);
    private readonly SlotStream _second = new(0xA2, 1);
    private readonly List<(byte[], long)> _frames = [];

    private string Data => _scratch.FullName;

    public void Dispose() => _scratch.Delete(recursive: true);

    [Fact]
    public async Task Two_cells_in_one_slot_are_two_records_and_a_frame_that_the_swap_cuts_is_split_by_rows_and_flagged()
    {
        Run(_first, 0.01, 20);
        RowPoint swap = new(1, _first.UptimeMs + 4500);
        Run(_first, -0.002, 20);
        await DeriveAsync(Test(1, Until(_first, swap)), Test(2, Since(_first, swap)));

        (HalfCycle before, HalfCycle after) = (Assert.Single(Halves(1)), Assert.Single(Halves(2)));
        // Of the cut frame four rows are of the first test, and six of the second: one that begins it, and five seconds.
        Assert.Equal(0.01 * 199 / 3600, before.Ah, 1e-12);
        Assert.Equal((Direction.Charge, QualityFlags.CutFrame), (before.Direction, before.Flags & QualityFlags.CutFrame));
        Assert.Equal(0.002 * 195 / 3600, after.Ah, 1e-12);
        Assert.Equal((Direction.Discharge, QualityFlags.CutFrame), (after.Direction, after.Flags & QualityFlags.CutFrame));
    }

    [Fact]
    public async Task A_swap_between_two_frames_leaves_the_first_test_exact_and_unflagged()
    {
        Run(_first, 0.01, 20);
        RowPoint swap = new(1, _first.UptimeMs);
        Run(_first, 0, 20);
        await DeriveAsync(Test(1, Until(_first, swap)), Test(2, Since(_first, swap)));

        HalfCycle before = Assert.Single(Halves(1));
        Assert.Equal(0.01 * 199 / 3600, before.Ah, 1e-12);
        Assert.Equal(QualityFlags.None, before.Flags & (QualityFlags.CutFrame | QualityFlags.Gap));
    }

    [Fact]
    public async Task A_test_that_moves_at_rest_is_one_history_with_a_whole_cycle_and_the_pause_between()
    {
        _first.UtcMinusUptimeMs = Utc;
        Run(_first, 0.01, 20);
        Run(_first, 0, 10);
        RowPoint left = new(1, _first.UptimeMs);
        Run(_first, -0.5, 10);
        _second.UtcMinusUptimeMs = Utc + 1_000_000;
        Run(_second, 0.5, 10);
        RowPoint came = new(1, _second.UptimeMs);
        Run(_second, -0.01, 20);
        await DeriveAsync(
            Test(7, Until(_first, left), Since(_second, came)), Test(8, Since(_first, left)), Test(9, Until(_second, came)));

        using DerivedStore store = DerivedStore.Open(Data);
        CellResults results = CellResults.Load(store, store.Cells().Single(cell => cell.Id == 7));
        Assert.Equal([Direction.Charge, Direction.Discharge], results.Halves.Select(half => half.Direction));
        Assert.Equal(0.01 * 199 / 3600, results.Halves[0].Ah, 1e-12);
        Assert.Equal(0.01 * 199 / 3600, results.Halves[1].Ah, 1e-12);
        TestDates dates = store.DatesOf(7);
        Assert.Equal(Utc + 199_000, dates.UtcMs(results.Halves[0].EndS));
        Assert.Equal(Utc + 1_000_000 + came.UptimeMs + 200_000, dates.UtcMs(results.Halves[1].EndS));
        // A segment's first row ends a second after its begin.
        Assert.Equal((1_000_000 + came.UptimeMs) / 1000.0, dates.Places[1].FromS, 1e-9);
    }

    [Fact]
    public async Task Nothing_is_integrated_between_segments_and_a_half_cycle_that_they_cut_under_current_is_partial()
    {
        Run(_first, 0.01, 20);
        RowPoint left = new(1, _first.UptimeMs);
        Run(_second, 0.01, 20);
        Run(_second, -0.01, 40);
        await DeriveAsync(Test(7, Until(_first, left), new TestSegment(_second.Id)));

        HalfCycle charge = Halves(7)[0];
        Assert.Equal(2 * 0.01 * 199 / 3600, charge.Ah, 1e-12);
        Assert.True(charge is { Partial: true } && charge.Flags.HasFlag(QualityFlags.Gap));
    }

    [Fact]
    public async Task A_row_has_one_time_whichever_test_it_belongs_to_also_where_a_boot_learns_UTC_after_the_swap()
    {
        Run(_first, 0.01, 20);
        RowPoint swap = new(1, _first.UptimeMs - 12_500);
        Run(_first, -0.01, 10);
        _first.UtcMinusUptimeMs = Utc;
        Run(_first, -0.01, 10);
        await DeriveAsync(Test(1, Until(_first, swap)), Test(2, Since(_first, swap)));

        using DerivedStore store = DerivedStore.Open(Data);
        List<DatedRow> rows = [.. Rows(store, 1), .. Rows(store, 2)];
        Assert.Equal(400, rows.Count);
        Assert.All(rows, row => Assert.Equal(Utc + row.Row.UptimeMs, row.UtcMs));
        Assert.Equal(187, Rows(store, 1).Count());
    }

    [Fact]
    public async Task Between_files_without_dates_the_test_does_not_pause_whenever_they_arrived()
    {
        (SlotStream first, SlotStream second) = (new(0xB1, 0, "readings"), new(0xB2, 1, "readings"));
        _frames.AddRange(first.Run(0.01, 20).Select(frame => (frame, Utc)));
        _frames.AddRange(second.Run(-0.01, 20).Select(frame => (frame, Utc + 86_400_000)));
        await DeriveAsync([first, second], Test(7, new TestSegment(first.Id), new TestSegment(second.Id)));

        using DerivedStore store = DerivedStore.Open(Data);
        double[] times = [.. Rows(store, 7).Select(row => row.TimeS)];
        Assert.Equal(400, times.Length);
        Assert.Equal(times[199], times[200]);
        Assert.Equal(times[0] + (2 * 199), times[399], 1e-9);
    }

    [Fact]
    public async Task Rows_that_were_lost_at_a_swap_are_in_neither_test_and_both_are_flagged()
    {
        Run(_first, 0.01, 20);
        Run(_first, 0, 5);
        RowPoint swap = new(1, _first.UptimeMs + 20_000);
        _ = _first.Run(0.01, 5).Count();
        _frames.Add((_first.Gap(26, 30), Utc + _first.UptimeMs));
        Run(_first, -0.01, 20);
        await DeriveAsync(Test(1, Until(_first, swap)), Test(2, Since(_first, swap)));

        (HalfCycle before, HalfCycle after) = (Assert.Single(Halves(1)), Assert.Single(Halves(2)));
        Assert.Equal(0.01 * 199 / 3600, before.Ah, 1e-12);
        Assert.True(before.Flags.HasFlag(QualityFlags.Gap), $"{before.Flags}");
        Assert.Equal(0.01 * 199 / 3600, after.Ah, 1e-12);
        Assert.True(after.Flags.HasFlag(QualityFlags.CutFrame), $"{after.Flags}");
    }

    [Fact]
    public async Task Rows_that_were_lost_after_a_tests_end_do_not_flag_it()
    {
        Run(_first, 0.01, 20);
        Run(_first, 0, 5);
        RowPoint swap = new(1, _first.UptimeMs);
        _ = _first.Run(0.01, 5).Count();
        _frames.Add((_first.Gap(26, 30), Utc + _first.UptimeMs));
        Run(_first, -0.01, 20);
        await DeriveAsync(Test(1, Until(_first, swap)));

        Assert.Equal(QualityFlags.None, Assert.Single(Halves(1)).Flags & (QualityFlags.Gap | QualityFlags.CutFrame));
    }

    private static TestPlan Test(ulong id, params TestSegment[] segments) => new(id, segments);

    private static TestSegment Until(SlotStream slot, RowPoint to) => new(slot.Id) { To = to };

    private static TestSegment Since(SlotStream slot, RowPoint from) => new(slot.Id) { From = from };

    private void Run(SlotStream slot, double currentA, int frames) =>
        _frames.AddRange(slot.Run(currentA, frames).Select(frame => (frame, Utc + slot.UptimeMs)));

    private Task DeriveAsync(params TestPlan[] plans) => DeriveAsync([_first, _second], plans);

    private async Task DeriveAsync(SlotStream[] slots, params TestPlan[] plans)
    {
        await using LiveLog live = new(Data, plans: new TestPlans(plans));
        foreach (SlotStream slot in slots)
        {
            await live.AddSchemaAsync(slot.Schema);
        }

        await live.AppendAsync(_frames);
    }

    private IReadOnlyList<HalfCycle> Halves(ulong test)
    {
        using DerivedStore store = DerivedStore.Open(Data);
        return CellResults.Load(store, store.Cells().Single(cell => cell.Id == test)).Halves;
    }

    private IEnumerable<DatedRow> Rows(DerivedStore store, ulong test)
    {
        using TestRowReader reader = TestRowReader.Open(Data, store, test);
        while (reader.TryRead(out DatedRow row))
        {
            yield return row;
        }
    }
}
