using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells.Model;

namespace EdgeLogger.Cells.Tests;

/// <summary>Notes on cells, tests and cohorts.</summary>
public sealed class NoteTests : BookFixture
{
    [Fact]
    public void A_note_alone_is_a_change_and_stands_at_its_moment_on_a_cell_a_test_or_a_cohort()
    {
        Cell cell = Cell("A", cohort: "5W");
        TestRun test = Start(cell, "b/0", At("01 08:00"));
        Book.AddNote(NoteSubject.OfCell(cell.Id), Utc("03 12:00"), "second", Ana);
        Book.AddNote(NoteSubject.OfCell(cell.Id), Utc("02 12:00"), "first\r\nand more", Ana);
        Book.AddNote(NoteSubject.OfTest(test.Id), Utc("02 12:00"), "pressure to 75 MPa", Ana);
        Book.AddNote(NoteSubject.OfCohort("5W"), Utc("02 12:00"), "new powder", Ana);

        Assert.Equal(["first\nand more", "second"], Book.NotesOf(NoteSubject.OfCell(cell.Id)).Select(note => note.Text));
        Assert.Equal(["pressure to 75 MPa"], Book.NotesOf(NoteSubject.OfTest(test.Id)).Select(note => note.Text));
        Assert.Equal(["new powder"], Book.NotesOf(NoteSubject.OfCohort("5W")).Select(note => note.Text));
        Assert.Equal(3, Book.History(cell.Id).Count(entry => entry.Item == BookItem.Note));
        Refused("The note is empty", () => Book.AddNote(NoteSubject.OfCell(cell.Id), Utc("01 12:00"), " \n", Ana));
        Refused("No cell is of the cohort '6W'", () => Book.AddNote(NoteSubject.OfCohort("6W"), Utc("01 12:00"), "n", Ana));
        Refused("There is no test", () => Book.AddNote(NoteSubject.OfTest(1), Utc("01 12:00"), "n", Ana));
    }

    [Fact]
    public void An_edited_note_has_the_new_text_and_moment_and_the_history_keeps_both()
    {
        Cell cell = Cell("A");
        Note note = Book.AddNote(NoteSubject.OfCell(cell.Id), Utc("02 12:00"), "preasure to 75 MPa", Ana);
        Note edited = Book.EditNote(note.Id, Utc("02 13:00"), " pressure to 75 MPa", new Author("ben", "typing"))!;
        Assert.Equal(note with { AtUtcMs = Utc("02 13:00"), Text = "pressure to 75 MPa" }, edited);
        Assert.Null(Book.EditNote(note.Id, Utc("02 13:00"), "pressure to 75 MPa", Ana));

        Assert.Equal([edited], Book.NotesOf(NoteSubject.OfCell(cell.Id)));
        HistoryEntry entry = Book.History(cell.Id)[^1];
        Assert.Equal(("edit", "ben", "typing"), (entry.Action, entry.Author.By, entry.Author.Why));
        Assert.Contains("preasure", entry.Before, System.StringComparison.Ordinal);
        Assert.Contains("pressure", entry.After, System.StringComparison.Ordinal);
        Assert.Empty(Book.Search("preasure"));
        Assert.Single(Book.Search("pressure"));
        Refused("The note is empty", () => Book.EditNote(note.Id, Utc("02 13:00"), " ", Ana));
        Refused("There is no note", () => Book.EditNote(1, Utc("02 13:00"), "n", Ana));
    }

    [Fact]
    public void A_withdrawn_note_is_in_the_history_only()
    {
        Cell("A", cohort: "5W");
        Note note = Book.AddNote(NoteSubject.OfCohort("5W"), Utc("02 12:00"), "new powder", Ana);
        Note stays = Book.AddNote(NoteSubject.OfCohort("5W"), Utc("02 12:00"), "powder of May", Ana);
        Book.WithdrawNote(note.Id, new Author("ben", "another cohort"));

        Assert.Equal([stays], Book.NotesOf(NoteSubject.OfCohort("5W")));
        Assert.Equal(["powder of May"], Book.Search("powder").Select(hit => hit.Text));
        IReadOnlyList<HistoryEntry> history = [.. Book.History().Where(entry => entry.Id == note.Id)];
        Assert.Equal(["note", "withdraw"], history.Select(entry => entry.Action));
        Assert.Equal(history[0].After, history[1].Before);
        Assert.Equal(("ben", "another cohort"), (history[1].Author.By, history[1].Author.Why));
        Refused("was withdrawn", () => Book.WithdrawNote(note.Id, Ana));
        Refused("was withdrawn", () => Book.EditNote(note.Id, Utc("02 12:00"), "n", Ana));
    }

    [Fact]
    public void Notes_of_a_cohort_whose_last_cell_went_to_another_one_are_kept_and_go_on()
    {
        Cell cell = Cell("A", cohort: "5W");
        Note note = Book.AddNote(NoteSubject.OfCohort("5W"), Utc("02 12:00"), "new powder", Ana);
        Book.Set(cell.Id, was => was with { Metadata = was.Metadata with { Cohort = "6W" } }, Ana);
        Book.EditNote(note.Id, note.AtUtcMs, "new powder, sieved", Ana);
        Book.AddNote(NoteSubject.OfCohort("5W"), Utc("03 12:00"), "all are 6W now", Ana);
        Assert.Equal(["new powder, sieved", "all are 6W now"], Book.NotesOf(NoteSubject.OfCohort("5W")).Select(one => one.Text));
    }
}
