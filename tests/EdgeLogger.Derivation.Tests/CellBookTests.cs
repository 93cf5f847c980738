using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Metadata;

namespace EdgeLogger.Derivation.Tests;

public sealed class CellBookTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-book-").FullName;

    private string File => Path.Combine(_directory, CellBook.FileName);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void What_is_set_is_there_after_a_reopening_with_who_when_and_why()
    {
        CellBook.Open(_directory).Set("bench-01/0", cell => cell
            with
        { ActiveMassMg = 6.1 / 3, Electrode = ElectrodeKind.AnodeHalfCell, Cohort = "5W, \"second\"" }, "ana", Noon, "");
        CellBook.Open(_directory).Set("bench-01/0", cell => cell
            with
        { ActiveMassMg = 2.5, OrderOverride = CycleOrder.ChargeFirst }, "ben", Noon.AddHours(1), "weighed again");

        CellBook book = CellBook.Open(_directory);

        CellMetadata first = new() { ActiveMassMg = 6.1 / 3, Electrode = ElectrodeKind.AnodeHalfCell, Cohort = "5W, \"second\"" };
        Assert.Equal(
            [
                new CellChange(Noon, "ana", "bench-01/0", first, ""),
                new CellChange(Noon.AddHours(1), "ben", "bench-01/0",
                    first with { ActiveMassMg = 2.5, OrderOverride = CycleOrder.ChargeFirst }, "weighed again"),
            ],
            book.History("bench-01/0"));
        Assert.Equal(book.History("bench-01/0")[1].Metadata, book.Of("bench-01/0"));
        Assert.Equal(new CellMetadata(), book.Of("bench-01/1"));
        Assert.Equal(["bench-01/0"], book.Cells);
    }

    [Fact]
    public void Another_process_sees_a_change_when_it_looks_again()
    {
        CellBook reader = CellBook.Open(_directory);
        Assert.False(reader.Refresh());
        CellBook.Open(_directory).Set("b/0", cell => cell with { NominalAh = 0.1 }, "ana", Noon, "");
        Assert.True(reader.Refresh());
        Assert.False(reader.Refresh());
        Assert.Equal(0.1, reader.Of("b/0").NominalAh);
    }

    [Fact]
    public void A_change_that_changes_nothing_is_not_written()
    {
        CellBook book = CellBook.Open(_directory);
        book.Set("b/0", cell => cell with { NominalAh = 0.1 }, "ana", Noon, "");
        long before = new FileInfo(File).Length;
        Assert.Null(book.Set("b/0", cell => cell with { NominalAh = 0.1 }, "ben", Noon, "again"));
        Assert.Equal(before, new FileInfo(File).Length);
    }

    [Fact]
    public void A_line_that_a_crash_has_cut_anywhere_is_not_a_change_and_the_next_one_takes_its_place()
    {
        CellBook.Open(_directory).Set("b/0", cell => cell with { AreaCm2 = 1 }, "ana", Noon, "");
        byte[] one = System.IO.File.ReadAllBytes(File);
        CellBook.Open(_directory).Set("b/0", cell => cell with { AreaCm2 = 2 }, "ana", Noon, "");
        byte[] two = System.IO.File.ReadAllBytes(File);
        for (int length = one.Length; length < two.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, two[..length]);
            CellBook book = CellBook.Open(_directory);
            Assert.Equal(1, book.Of("b/0").AreaCm2);
            book.Set("b/0", cell => cell with { AreaCm2 = 3 }, "ana", Noon, "");
            Assert.Equal([1, 3], CellBook.Open(_directory).History("b/0").Select(change => change.Metadata.AreaCm2!.Value));
        }
    }

    [Fact]
    public void A_line_that_is_none_is_named_and_what_was_known_stays()
    {
        CellBook book = CellBook.Open(_directory);
        book.Set("b/0", cell => cell with { AreaCm2 = 1 }, "ana", Noon, "");
        System.IO.File.AppendAllText(File, "{\"at\":\"2026-07-01T12:00:00+00:00\",\"cell\":null}\n");
        Assert.Contains(CellBook.FileName + ":2: this is not a change",
            Assert.Throws<InvalidDataException>(() => book.Refresh()).Message, StringComparison.Ordinal);
        Assert.Equal(1, book.Of("b/0").AreaCm2);
    }

    [Fact]
    public async Task Writers_at_the_same_time_lose_nothing_that_was_confirmed()
    {
        int[] confirmed = await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            int written = 0;
            for (int i = 0; i < 25; i++)
            {
                try
                {
                    CellBook.Open(_directory).Set($"b/{writer}", cell => cell with { AreaCm2 = i + 1 }, "ana", Noon, "");
                    written++;
                }
                catch (IOException)
                {
                    // Another is writing: reported, not lost.
                }
            }

            return written;
        })));
        CellBook book = CellBook.Open(_directory);
        Assert.Equal(confirmed, Enumerable.Range(0, 4).Select(writer => book.History($"b/{writer}").Count));
    }
}
