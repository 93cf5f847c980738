using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Cells.Model;
using EdgeLogger.Testing;

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
        Assert.Contains("preasure", entry.Before, StringComparison.Ordinal);
        Assert.Contains("pressure", entry.After, StringComparison.Ordinal);
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

    [Fact]
    public void A_note_keeps_its_number_whatever_is_written_edited_or_withdrawn_beside_it()
    {
        Cell cell = Cell("A", cohort: "5W");
        TestRun test = Start(cell, "b/0", At("01 08:00"));
        Cell other = Cell("B", cohort: "5W");
        Note first = Book.AddNote(NoteSubject.OfTest(test.Id), Utc("03 12:00"), "n", Ana);
        Note ofCohort = Book.AddNote(NoteSubject.OfCohort("5W"), Utc("02 12:00"), "n", Ana);
        Note ofOther = Book.AddNote(NoteSubject.OfCell(other.Id), Utc("02 12:00"), "n", Ana);
        Assert.Throws<InvalidOperationException>(() => Book.Together(book =>
        {
            book.AddNote(NoteSubject.OfCell(cell.Id), Utc("02 12:00"), "taken back", Ana);
            throw new InvalidOperationException();
        }));
        Note earlier = Book.AddNote(NoteSubject.OfCell(cell.Id), Utc("02 12:00"), "n", Ana);
        Book.WithdrawNote(earlier.Id, Ana);
        Note third = Book.AddNote(NoteSubject.OfCell(cell.Id), Utc("01 12:00"), "n", Ana);
        Note moved = Book.EditNote(first.Id, Utc("01 09:00"), null, Ana)!;
        Assert.Equal([1, 1, 1, 2, 3, 1],
            ((Note[])[first, ofCohort, ofOther, earlier, third, moved]).Select(note => note.Number));

        Reopen();
        Assert.Equal([(1, moved.Id), (3, third.Id), (1, ofCohort.Id)],
            Book.NotesAbout(test).Select(note => (note.Number, note.Id)));
        Assert.Equal([moved], Book.NotesOf(NoteSubject.OfTest(test.Id)));
        Assert.Equal((moved, third, ofCohort), (Book.FindNote(cell, 1), Book.FindNote(cell, 3), Book.FindNote("5W", 1)));
        Assert.True(Book.FindNote(cell, 2)!.IsWithdrawn);
        Assert.Null(Book.FindNote(cell, 4));
        Assert.Null(Book.FindNote("6W", 1));
    }

    [Fact]
    public void The_history_of_a_cell_has_each_number_and_what_notes_on_its_tests_and_cohort_were()
    {
        Cell cell = Cell("A", cohort: "5W");
        TestRun test = Start(cell, "b/0", At("01 08:00"));
        TestRun other = Start(Cell("B", cohort: "6W"), "b/1", At("01 08:00"));
        Note onTest = Book.AddNote(NoteSubject.OfTest(test.Id), Utc("02 12:00"), "old", Ana);
        Book.AddNote(NoteSubject.OfCell(cell.Id), Utc("02 12:00"), "stays", Ana);
        Note onCell = Book.AddNote(NoteSubject.OfCell(cell.Id), Utc("02 12:00"), "wrong", Ana);
        Note onCohort = Book.AddNote(NoteSubject.OfCohort("5W"), Utc("02 12:00"), "powder", Ana);
        Note elsewhere = Book.AddNote(NoteSubject.OfCohort("6W"), Utc("02 12:00"), "x", Ana);
        Book.EditNote(onTest.Id, null, "new", Ana);
        Book.WithdrawNote(elsewhere.Id, Ana);
        Book.WithdrawNote(onCohort.Id, Ana);
        Book.WithdrawNote(onCell.Id, Ana);

        (string Action, int Number, string Before, string After)[] wanted =
            [("edit", 1, "old", "new"), ("withdraw", 1, "powder", "powder"), ("withdraw", 3, "wrong", "wrong")];
        Assert.Equal(wanted, Book.NoteChangesAbout(test).Select(entry =>
            (entry.Action, entry.NoteOf(entry.After).Number, entry.NoteOf(entry.Before!).Text, entry.NoteOf(entry.After).Text)));
        Assert.Equal(["x"], Book.NoteChangesAbout(other).Select(entry => entry.NoteOf(entry.After).Text));
        Assert.Equal([1, 2, 3, 1, 1, 1, 3], Book.Whole(cell).History
            .Where(entry => entry.Item == BookItem.Note).Select(entry => entry.NoteNumber));
    }

    [Fact]
    public void What_is_on_disk_when_an_edit_or_a_withdrawal_returns_is_whole_without_the_process_that_made_it()
    {
        Cell cell = Cell("A");
        Note edited = Book.AddNote(NoteSubject.OfCell(cell.Id), Utc("02 12:00"), "preasure", Ana);
        Note withdrawn = Book.AddNote(NoteSubject.OfCell(cell.Id), Utc("02 12:00"), "wrong", Ana);
        Book.EditNote(edited.Id, null, "pressure", Ana);
        Book.WithdrawNote(withdrawn.Id, Ana);

        // As a kill leaves them: nothing of the book was closed.
        using ScratchDirectory left = new();
        foreach (string suffix in (string[])["", "-wal"])
        {
            File.Copy(Path.Combine(Directory, CellBook.FileName + suffix), Path.Combine(left, CellBook.FileName + suffix));
        }

        using CellBook book = CellBook.Open(left, Time);
        Assert.Equal([(1, "pressure")], book.NotesOf(NoteSubject.OfCell(cell.Id)).Select(note => (note.Number, note.Text)));
        Assert.Equal(["add", "note", "note", "edit", "withdraw"], book.History().Select(entry => entry.Action));
        Assert.Empty(book.Search("wrong"));
    }

    [Fact]
    public async Task Notes_that_another_process_writes_meanwhile_are_read_whole_or_not_at_all()
    {
        Cell cell = Cell("A");
        using CellBook other = CellBook.Open(Directory, TimeProvider.System);
        Task writing = Task.Run(() =>
        {
            for (int i = 0; i < 400; i++)
            {
                other.AddNote(NoteSubject.OfCell(cell.Id), Utc("01 08:00"), $"note {i}", Ana);
            }
        }, TestContext.Current.CancellationToken);
        int seen = 0;
        while (!writing.IsCompleted)
        {
            IReadOnlyList<Note> notes = Book.NotesOf(NoteSubject.OfCell(cell.Id));
            Assert.Equal(Enumerable.Range(1, notes.Count), notes.Select(note => note.Number).Order());
            seen = Math.Max(seen, notes.Count);
        }

        await writing;
        Assert.Equal(400, Book.NotesOf(NoteSubject.OfCell(cell.Id)).Count);
        Assert.True(seen > 0, "nothing was read meanwhile");
    }
}
