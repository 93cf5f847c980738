using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cells.Tests;

/// <summary>What earlier versions kept of cells by slot, in the form in which 0.1.0 wrote it.</summary>
public sealed class MigrationTests : BookFixture
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private static readonly DateTimeOffset Noon = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, CellMetadata> _known = [];

    private string Old => Directory.File("cells.jsonl");

    [Fact]
    public void Each_slot_becomes_a_cell_of_its_name_with_authors_times_and_reasons_of_all_changes()
    {
        CellMetadata metadata = new()
        {
            ActiveMassMg = 6.1 / 3,
            Electrode = ElectrodeKind.AnodeHalfCell,
            Cohort = "5W",
            OrderOverride = CycleOrder.ChargeFirst,
            NominalAh = 0.001
        };
        SetSlot("bench-01/0", was => metadata, "ana", Noon, "");
        SetSlot("odd#board/3", was => was with { AreaCm2 = 1 }, "ben", Noon.AddHours(1), "");
        SetSlot("bench-01/0", was => was with { ActiveMassMg = 2.5 }, "ben", Noon.AddHours(2), "weighed again");

        Assert.Equal(["bench-01 slot 0", "odd-board slot 3"], Book.MigrateSlotBook().Select(name => name.Text));
        Cell cell = Book.Find(CellName.Parse("bench-01 slot 0"))!;
        Assert.Equal(metadata with { ActiveMassMg = 2.5 }, cell.Metadata);
        Assert.Equal("bench-01/0", cell.MigratedFrom);
        Assert.Equal(
            [(Noon, new Author("ana")), (Noon.AddHours(2), new Author("ben", "weighed again"))],
            Book.History(cell.Id).Select(entry => (entry.At, entry.Author)));
        Assert.False(File.Exists(Old));
        Assert.Equal(3, File.ReadAllLines(Old + ".migrated").Length);
        Assert.Empty(Book.MigrateSlotBook());
    }

    [Fact]
    public void A_migration_that_ended_before_the_file_was_renamed_makes_no_cell_twice()
    {
        SetSlot("b/0", was => was with { AreaCm2 = 1 }, "ana", Noon, "");
        byte[] file = File.ReadAllBytes(Old);
        Book.MigrateSlotBook();
        File.WriteAllBytes(Old, file);

        Assert.Empty(Book.MigrateSlotBook());
        Assert.Single(Book.Cells());
        Assert.False(File.Exists(Old));
    }

    [Fact]
    public void A_line_that_is_none_is_named_and_nothing_is_migrated()
    {
        SetSlot("b/0", was => was with { AreaCm2 = 1 }, "ana", Noon, "");
        File.AppendAllText(Old, "{\"at\":\"2026-07-01T12:00:00+00:00\",\"cell\":\"b/x\",\"metadata\":{}}\n");
        Assert.Contains("cells.jsonl:2: this is not a change",
            Assert.Throws<InvalidDataException>(() => Book.MigrateSlotBook()).Message, StringComparison.Ordinal);
        Assert.Empty(Book.Cells());
        Assert.True(File.Exists(Old));
    }

    [Fact]
    public void A_line_that_a_crash_has_cut_is_none()
    {
        SetSlot("b/0", was => was with { AreaCm2 = 1 }, "ana", Noon, "");
        File.AppendAllText(Old, "{\"at\":\"2026-07-");
        Assert.Single(Book.MigrateSlotBook());
    }

    [Fact]
    public void Texts_beyond_the_books_limits_are_cut_and_numbers_that_were_none_are_not_known()
    {
        SetSlot("b/0", was => was with { AreaCm2 = -1, NominalAh = 0.5, Cohort = "a\tb" }, new string('x', 300), Noon,
            new string('y', 3000));
        Book.MigrateSlotBook();
        Cell cell = Assert.Single(Book.Cells());
        Assert.Equal(new CellMetadata { NominalAh = 0.5, Cohort = "a b" }, cell.Metadata);
        Assert.Equal((100, 500), Book.History(cell.Id)
            .Select(entry => (entry.Author.By.Length, entry.Author.Why.Length)).Single());
    }

    [Fact]
    public void The_first_test_that_opens_in_the_slot_is_the_migrated_cells_and_the_next_one_another_cells()
    {
        SetSlot("b/0", was => was with { NominalAh = 0.5 }, "ana", Noon, "");
        Book.MigrateSlotBook();
        TestRun first = Book.OpenUnnamed(7, Slot("b/0"), Utc("01 08:00"));
        Assert.Equal("b slot 0, test 1", Book.PlanOf(first.Id)!.Label);
        Assert.Equal(0.5, Book.PlanOf(first.Id)!.Metadata.NominalAh);
        Book.End(first.Id, At("02 08:00", 7), Ana);
        Assert.NotEqual(first.Cell, Book.OpenUnnamed(7, Slot("b/0"), Utc("02 08:01")).Cell);
    }

    private void SetSlot(string slot, Func<CellMetadata, CellMetadata> change, string by, DateTimeOffset at, string note)
    {
        CellMetadata now = change(_known.GetValueOrDefault(slot) ?? new CellMetadata());
        _known[slot] = now;
        File.AppendAllText(Old, JsonSerializer.Serialize(new { at, by, cell = slot, metadata = now, note }, Json) + "\n");
    }
}
