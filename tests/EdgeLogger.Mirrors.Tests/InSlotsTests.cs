using System;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Mirrors.Tests;

/// <summary>What is mirrored of a real derivation and its book of cells.</summary>
public sealed class InSlotsTests : IDisposable
{
    private const long Utc = 1_767_225_600_000;
    private static readonly Author Ana = new("ana");
    private static readonly SlotName Slot = new("bench-01", 0);

    private readonly ScratchDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_slot_shows_the_test_that_is_in_it_by_its_cells_present_name_and_none_that_has_ended_or_left()
    {
        SlotStream stream = new(0xA0, 0) { UtcMinusUptimeMs = Utc };
        using CellBook book = CellBook.Open(_folder, TimeProvider.System);
        await using LiveLog live = new(_folder, book: book);
        await live.AddSchemaAsync(stream.Schema);
        await live.AppendAsync(stream.Run(0.01, 3).ToArray());
        await ShowsAsync(live, "bench-01 slot 0, 2026-01-01 1 bench-01/0");

        Cell cell = book.Add(new Cell { Name = CellName.Parse("WJK-0412") }, Ana);
        TestRun first = book.Start(cell.Id, Slot, new Edge(Utc - 1000), new TestSettings(), Ana, WhenHeld.End);
        await ShowsAsync(live, "WJK-0412 1 WJK-0412 (bench-01/0)");
        book.Set(cell.Id, known => known with { Name = CellName.Parse("WJK-0413") }, Ana);
        await ShowsAsync(live, "WJK-0413 1 WJK-0413 (bench-01/0)");

        book.End(first.Id, new Edge(Utc + 30_000), Ana);
        await ShowsAsync(live);
        book.Start(cell.Id, Slot, new Edge(Utc + 30_000), new TestSettings(), Ana);
        await live.AppendAsync(stream.Run(0.01, 3).ToArray());
        await ShowsAsync(live, "WJK-0413 2 WJK-0413, test 2 (bench-01/0)");
        Assert.Equal(live.Derivation.Snapshots.Max(one => one.UtcMs), MirroredCell.InSlots(live.Derivation)!.Single().Now!.UtcMs);
    }

    private static Task ShowsAsync(LiveLog live, params string[] expected) => Soon.Until(() =>
        MirroredCell.InSlots(live.Derivation) is { } cells && cells.All(cell => cell.Now is not null)
        && cells.Select(cell => $"{cell.Cell} {cell.Number} {cell.Title}").SequenceEqual(expected));
}
