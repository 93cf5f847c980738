using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CsCheck;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Calibrations;
using EdgeLogger.Derivation.Previews;
using EdgeLogger.Derivation.Rebuilding;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Derivation.Tests;

/// <summary>A calibration that is put right late gives what the right one would have given from the start.</summary>
public sealed class RecalibrationTests : IDisposable
{
    private const long Utc = 1_767_225_600_000;
    private const ulong Stream = 0xA0;
    private const string Label = "WJK-1, test 1";

    private static readonly Author Ana = new("ana");
    private static readonly SlotName Slot = new("bench-01", 0);
    private static readonly CodeLine Before = new(1e-7, 0);
    private static readonly CodeLine Wrong = new(1.0123e-7, -2.5e-6);
    private static readonly CodeLine Right = new(1.0052e-7, 1.5e-6);

    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("edgelogger-recalibration-");
    private int _folders;

    public void Dispose() => _scratch.Delete(recursive: true);

    [Fact]
    public async Task Put_right_late_it_gives_the_bytes_of_a_board_that_had_it_right_from_the_start_also_after_kills() =>
        await Gen.Int.SampleAsync(LateAsFromTheStartAsync, iter: 15, threads: 1);

    [Fact]
    public async Task Rows_of_another_calibration_or_slot_stay_as_they_are()
    {
        string never = Folder();
        string other = Folder();
        foreach (string folder in (string[])[never, other])
        {
            using CellBook book = CellBook.Open(folder, TimeProvider.System);
            Start(book);
            if (folder == other)
            {
                book.Recalibrate(Put(Wrong with { Offset = 0 }, Right), Ana);
                book.Recalibrate(Put(Wrong, Right) with { Slot = new SlotName("bench-01", 1) }, Ana);
                book.Recalibrate(Put(Wrong, Right) with { Channel = "voltage" }, Ana);
            }

            await PlayAsync(folder, book, Frames(new Random(3), Wrong));
        }

        Assert.Equal(Results(never, all: true), Results(other, all: true));
    }

    [Fact]
    public async Task Results_say_by_which_calibrations_they_were_derived()
    {
        string folder = Folder();
        using (CellBook book = CellBook.Open(folder, TimeProvider.System))
        {
            Start(book);
            book.Recalibrate(Put(Wrong, Right), Ana);
            await PlayAsync(folder, book, Frames(new Random(3), Wrong));
        }

        using DerivedStore store = DerivedStore.Open(folder);
        Assert.Equal<(string, double, double?, string?)>(
            [("voltage", 1e-6, null, null), ("current", Before.Scale, null, null), ("voltage", 1e-6, null, "2026-01-05"),
                ("current", Wrong.Scale, Right.Scale, "2026-01-05"), ("current", Before.Scale, null, "2026-01-05")],
            store.Reach(store.Cells().Single().Id)!.Reached.Single().Calibrations.Select(used => used.Calibration).Select(
                used => (used.Channel, used.Sent.Scale, used.Right?.Scale, used.Calibrated)));
    }

    [Fact]
    public async Task Exported_rows_are_those_that_the_results_were_derived_from()
    {
        string right = Folder();
        string late = Folder();
        using (CellBook book = CellBook.Open(right, TimeProvider.System))
        {
            Start(book);
            await PlayAsync(right, book, Frames(new Random(3), Right));
        }

        using (CellBook book = CellBook.Open(late, TimeProvider.System))
        {
            Start(book);
            await PlayAsync(late, book, Frames(new Random(3), Wrong));
            Assert.NotEqual(Rows(right), Rows(late));
            book.Recalibrate(Put(Wrong, Right), Ana);
            Assert.NotEqual(Rows(right), Rows(late));
            await PlayAsync(late, book, []);
        }

        Assert.Equal(Rows(right), Rows(late));
    }

    [Fact]
    public async Task What_was_measured_before_the_log_was_dropped_cannot_be_put_right_and_what_came_after_it_can()
    {
        string fromTheStart = Folder();
        using (CellBook book = CellBook.Open(fromTheStart, TimeProvider.System))
        {
            Start(book);
            await PlayAsync(fromTheStart, book, Frames(new Random(3), Right));
        }

        string late = Folder();
        Arrival[] frames = Frames(new Random(3), Wrong);
        int monday = Array.FindIndex(frames, frame => frame.Schema != frames[0].Schema);
        using (CellBook book = CellBook.Open(late, TimeProvider.System))
        {
            Start(book);
            await PlayAsync(late, book, frames[..monday]);
            using (DerivedStore store = DerivedStore.Open(late))
            {
                store.SaveBases([Stream]);
            }

            await PlayAsync(late, book, frames[monday..]);
            using (DerivedStore store = DerivedStore.Open(late))
            {
                CellBookException refusal = Assert.Throws<CellBookException>(() => Preview(late, book, store, Before));
                Assert.Contains("WJK-1, test 1 has rows by this calibration that have been dropped", refusal.Message,
                    StringComparison.Ordinal);
                Assert.NotEmpty(Assert.Single(Preview(late, book, store, Wrong)).Cycles!);
            }

            book.Recalibrate(Put(Wrong, Right), Ana);
            await PlayAsync(late, book, []);
        }

        using DerivedStore derived = DerivedStore.Open(late);
        Assert.Equal(1, derived.BaseCount());
        Assert.Equal(Results(fromTheStart), Results(late));
    }

    private static IReadOnlyList<PlanEffect> Preview(string folder, CellBook book, DerivedStore store, CodeLine was)
    {
        using FrameLogReader log = FrameLogReader.Open(folder);
        return new CalibrationChange(Slot, "current") { WasScale = was.Scale, Scale = Right.Scale, Offset = Right.Offset }
            .Preview(book, SlotCalibration.Read(log, Slot, book.RecalibrationsOf(Slot)), Ana, store);
    }

    private async Task LateAsFromTheStartAsync(int seed)
    {
        Random random = new(seed);
        int made = random.Next();
        string fromTheStart = Folder();
        using (CellBook book = CellBook.Open(fromTheStart, TimeProvider.System))
        {
            Start(book);
            await PlayAsync(fromTheStart, book, Frames(new Random(made), Right));
        }

        string late = Folder();
        Arrival[] frames = Frames(new Random(made), Wrong);
        using (CellBook book = CellBook.Open(late, TimeProvider.System))
        {
            Start(book);
            int kept = random.Next(frames.Length + 1);
            await PlayAsync(late, book, frames[..kept]);
            string earlier = Folder();
            DerivedStore.OpenCopy(late, earlier)?.Dispose();
            if (random.Next(2) == 0)
            {
                // Put wrong, withdrawn, put right.
                Recalibration wrong = book.Recalibrate(Put(Wrong, Before), Ana)!;
                await PlayAsync(late, book, []);
                book.WithdrawRecalibration(wrong.Id, Ana);
                await PlayAsync(late, book, []);
            }

            if (random.Next(2) == 0)
            {
                // As after a kill between the entry and derivation: the book has it, results do not.
                File.Copy(Path.Combine(earlier, DerivedStore.FileName), Path.Combine(late, DerivedStore.FileName),
                    overwrite: true);
                book.Recalibrate(Put(Wrong, Right), Ana);
                await PlayAsync(late, book, frames[kept..]);
            }
            else
            {
                await PlayAsync(late, book, frames[kept..], said: random.Next(frames.Length - kept + 1),
                    () => book.Recalibrate(Put(Wrong, Right), Ana));
            }
        }

        IReadOnlyList<string> expected = Results(fromTheStart);
        IReadOnlyList<string> actual = Results(late);
        Assert.Contains(expected, text => text.StartsWith("cycle 3 ", StringComparison.Ordinal));
        int same = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.True(expected.SequenceEqual(actual),
            $"seed {seed}: at {same}: {expected.ElementAtOrDefault(same)} became {actual.ElementAtOrDefault(same)}");
        Assert.Null(Check(late));
    }

    /// <summary>
    /// Frames of a slot that cycles, a row a second, ten seconds a frame: by one calibration, then by the one that is looked at,
    /// whose numbers do not change the codes, then again by the first.
    /// </summary>
    private static Arrival[] Frames(Random random, CodeLine lookedAt)
    {
        SlotStream slot = new(Stream, 0) { UtcMinusUptimeMs = Utc };
        List<Arrival> arrivals = [];
        int monday = random.Next(1, 5);
        int friday = monday + random.Next(6, 14);
        long bootUtcMs = Utc;
        for (int turn = 0; turn < 20; turn++)
        {
            if (turn == monday || turn == friday)
            {
                CodeLine line = turn == monday ? lookedAt : Before;
                slot.Calibrate(line.Scale, line.Offset, "2026-01-05");
            }

            if (turn > 0 && random.Next(8) == 0)
            {
                bootUtcMs += slot.UptimeMs + 3000;
                slot.Reboot();
                slot.UtcMinusUptimeMs = bootUtcMs;
            }

            byte[] schema = slot.Schema;
            arrivals.Add(new Arrival(
                slot.Frame((turn % 3) switch { 0 => 0.01, 1 => 0, _ => -0.01 }), schema, bootUtcMs + slot.UptimeMs + 100));
        }

        return [.. arrivals];
    }

    private static async Task PlayAsync(string folder, CellBook book, Arrival[] frames, int said = 0, Action? say = null)
    {
        await using LiveLog live = new(folder, book: book);
        for (int at = 0; at < frames.Length; at++)
        {
            if (at == said)
            {
                say?.Invoke();
            }

            await live.AddSchemaAsync(frames[at].Schema);
            await live.AppendAsync([(frames[at].Frame, frames[at].ReceivedUtcMs)]);
        }

        if (said >= frames.Length)
        {
            say?.Invoke();
        }
    }

    // Its half cycles are of 30 uAh.
    private static void Start(CellBook book)
    {
        Cell cell = new() { Name = CellName.Parse("WJK-1"), Metadata = new CellMetadata { NominalAh = 3e-5 } };
        book.Start(book.Add(cell, Ana).Id, Slot, new Edge(Utc - 10_000), new TestSettings(), Ana);
    }

    private static Recalibration Put(CodeLine was, CodeLine right) =>
        new() { Slot = Slot, Channel = "current", Was = was, Is = right };

    /// <summary>What is stored of the test, but for its calibrations, which stand in its segments.</summary>
    private static IReadOnlyList<string> Results(string folder, bool all = false)
    {
        using CellBook book = CellBook.Open(folder, TimeProvider.System);
        using DerivedStore store = DerivedStore.Open(folder);
        ulong test = store.Cells().Single(cell => book.PlanOf(cell.Id)!.Label == Label).Id;
        return
        [
            .. store.ResultTexts(test).Where(one => all || !one.Name.StartsWith("segments", StringComparison.Ordinal))
                .Select(one => $"{one.Name} {one.Text}"),
            "checkpoint " + Convert.ToHexString(store.Checkpoint(test)!),
            "trends " + Convert.ToHexString(store.TrendState(test) ?? []),
        ];
    }

    private static double[] Rows(string folder)
    {
        using DerivedStore store = DerivedStore.Open(folder);
        using TestRowReader rows = TestRowReader.Open(folder, store, store.Cells().Single().Id);
        List<double> currents = [];
        while (rows.TryRead(out Following.DatedRow row))
        {
            currents.Add(row.Row.CurrentA);
        }

        return [.. currents];
    }

    private string Folder() => _scratch.CreateSubdirectory($"{_folders++}").FullName;

    private string? Check(string folder)
    {
        using DerivedStore stored = DerivedStore.OpenCopy(folder, Folder())!;
        using DerivedStore fresh = DerivedStore.Open(Folder());
        return new Rebuild(folder, fresh, stored.EngineOptions()!, problem => Assert.Fail(problem), _ => { })
            .Check(stored, CancellationToken.None).Difference;
    }

    private sealed record Arrival(byte[] Frame, byte[] Schema, long ReceivedUtcMs);
}
