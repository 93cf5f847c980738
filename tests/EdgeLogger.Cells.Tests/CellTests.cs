using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cells.Tests;

/// <summary>Cells and what is known of them.</summary>
public sealed class CellTests : BookFixture
{
    [Fact]
    public void All_that_is_known_of_a_cell_is_there_after_the_file_was_opened_again()
    {
        Cell added = Book.Add(new Cell
        {
            Name = CellName.Parse("WJK-0412"),
            Metadata = new()
            {
                ActiveMassMg = 6.1 / 3,
                Electrode = ElectrodeKind.AnodeHalfCell,
                Cohort = "5W & \"second\"",
                OrderOverride = CycleOrder.ChargeFirst
            },
            Electrolyte = "Li6PS5Cl",
            CounterElectrode = "In/InLi",
            Operator = "Jürgen",
            Made = new DateOnly(2026, 6, 30),
            Fields = new Dictionary<string, string> { ["press"] = "380 MPa" },
        }, Ana);
        Reopen();

        Cell found = Book.Find(CellName.Parse("WJK-0412"))!;
        Assert.Equal(added.Id, found.Id);
        Assert.NotEqual(0UL, found.Id);
        Assert.Equal(added with { Fields = found.Fields }, found);
        Assert.Equal("380 MPa", found.Fields["press"]);
        Assert.Equal(["WJK-0412"], Book.Cells("5W & \"second\"").Select(cell => cell.Name.Text));
        Assert.Empty(Book.Cells("5W"));
    }

    [Fact]
    public void A_name_is_never_used_again_also_not_one_that_a_cell_has_given_up_and_finds_its_cell_for_ever()
    {
        Cell cell = Cell("bench-01 slot 0, 2026-07-01");
        Book.Set(cell.Id, was => was with { Name = CellName.Parse("WJK-0412") }, Ana);

        Refused("There is a cell WJK-0412 already", () => Cell("WJK-0412"));
        Refused("was the name of the cell that is WJK-0412 now", () => Cell("bench-01 slot 0, 2026-07-01"));
        Assert.Equal(cell.Id, Book.Find(CellName.Parse("bench-01 slot 0, 2026-07-01"))!.Id);
    }

    [Fact]
    public void A_change_is_kept_with_who_when_why_before_and_after_and_none_that_changes_nothing()
    {
        Cell cell = Cell("A");
        Time.Advance(TimeSpan.FromHours(1));
        Book.Set(cell.Id, was => was with { Metadata = was.Metadata with { ActiveMassMg = 6.02 } },
            new Author("ben", "weighed again"));
        Assert.Null(Book.Set(cell.Id, was => was with { Metadata = was.Metadata with { ActiveMassMg = 6.02 } },
            new Author("eve")));

        IReadOnlyList<HistoryEntry> history = Book.History(cell.Id);
        Assert.Equal([("add", "ana", ""), ("set", "ben", "weighed again")],
            history.Select(entry => (entry.Action, entry.Author.By, entry.Author.Why)));
        Assert.Equal(TimeSpan.FromHours(1), history[1].At - history[0].At);
        Assert.Null(history[0].Before);
        Assert.Equal(history[0].After, history[1].Before);
        Assert.Contains("\"active_mass_mg\":6.02", history[1].After, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_mass_that_is_none_is_refused(double massMg) =>
        Refused("Give a number above 0",
            () => Book.Add(new Cell { Name = CellName.Parse("A"), Metadata = new() { ActiveMassMg = massMg } }, Ana));

    [Fact]
    public void Each_text_has_a_limit_that_its_refusal_names()
    {
        Cell cell = Cell("A");
        string long4001 = new('x', 4001);
        Refused("The electrolyte has 4001 characters. Give 200 at most",
            () => Book.Set(cell.Id, was => was with { Electrolyte = long4001 }, Ana));
        Refused("The counter electrode has 4001", () => Book.Set(cell.Id, was => was with { CounterElectrode = long4001 }, Ana));
        Refused("The operator has 4001", () => Book.Set(cell.Id, was => was with { Operator = long4001 }, Ana));
        Refused("The name of a cohort has 4001", () => Cell("B", cohort: long4001));
        Refused("The field f has 4001",
            () => Book.Set(cell.Id, was => was with { Fields = new Dictionary<string, string> { ["f"] = long4001 } }, Ana));
        Refused("The name of a field has 4001",
            () => Book.Set(cell.Id, was => was with { Fields = new Dictionary<string, string> { [long4001] = "" } }, Ana));
        Refused("33 fields", () => Book.Set(
            cell.Id, was => was with { Fields = Enumerable.Range(0, 33).ToDictionary(i => $"f{i}", _ => "") }, Ana));
        Refused("A note has 4001", () => Book.AddNote(NoteSubject.OfCell(cell.Id), Utc("01 12:00"), long4001, Ana));
        Refused("The author of a change has 4001",
            () => Book.AddNote(NoteSubject.OfCell(cell.Id), Utc("01 12:00"), "n", new Author(long4001)));
        Refused("The reason for a change has 4001",
            () => Book.AddNote(NoteSubject.OfCell(cell.Id), Utc("01 12:00"), "n", new Author("ana", long4001)));
        Refused("The author of a change is empty",
            () => Book.AddNote(NoteSubject.OfCell(cell.Id), Utc("01 12:00"), "n", new Author(" ")));
        Refused("The protocol has 4001", () => Book.Start(
            cell.Id, Slot("b/0"), At("01 12:00"), new TestSettings { Conditions = new() { Protocol = long4001 } }, Ana));
        Refused("U+202E", () => Book.Set(cell.Id, was => was with { Operator = "a\u202Eb" }, Ana));
    }
}
