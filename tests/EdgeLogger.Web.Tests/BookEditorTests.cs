using System;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Web.Access;
using EdgeLogger.Web.Api.Book;
using EdgeLogger.Web.Components;
using EdgeLogger.Web.Components.Book;
using EdgeLogger.Web.Components.Cell;
using Microsoft.AspNetCore.Components.Authorization;

namespace EdgeLogger.Web.Tests;

/// <summary>Changes of the book that forms of the page hand in.</summary>
public sealed class BookEditorTests : IAsyncLifetime
{
    private const long Start = 1_782_900_000_000;
    private const long Day = 86_400_000;

    private ServedPage _page = null!;

    public async ValueTask InitializeAsync() => _page = await ServedPage.StartAsync(book =>
    {
        book.SetUser("ada", Role.Admin, "correct horse battery");
        foreach (Role role in Enum.GetValues<Role>())
        {
            book.SetToken($"{role}", role, DateTimeOffset.UnixEpoch);
        }
    });

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task A_preview_changes_and_books_nothing_and_what_is_applied_is_booked_as_the_API_does()
    {
        BookEditor editor = EditorOf(Role.Operator);
        BookOutcome seen = await editor.PreviewAsync(Starting("WJK-1", Start));
        Assert.Equal("WJK-1, test 1: would be started", Assert.Single(seen.Effects!).InWords());
        Assert.Equal((0, 0), (_page.Cells.Version, _page.Seen.Audit.Latest(10).Count));

        BookOutcome done = await editor.ApplyAsync(Starting("WJK-1", Start));
        Assert.Equal([("WJK-1, test 1", "/tests/WJK-1/1")], done.Done);
        AuditEntry booked = Assert.Single(_page.Seen.Audit.Latest(10));
        Assert.Equal(("Operator", "start test", "WJK-1, test 1"), (booked.Who, booked.Action, booked.Subject));
        Assert.Contains("\"cell\":\"WJK-1\"", booked.Detail, StringComparison.Ordinal);
        Assert.Equal("Operator", _page.Cells.History()[^1].Author.By);
    }

    [Fact]
    public async Task A_role_that_does_not_suffice_is_refused_on_the_server_and_booked_whatever_the_page_shows()
    {
        foreach (BookOutcome refused in (BookOutcome[])
            [
                await EditorOf(Role.Viewer).ApplyAsync(Starting("WJK-1", Start)),
                await EditorOf(Role.Viewer).PreviewAsync(Starting("WJK-1", Start)),
            ])
        {
            Assert.Contains("needs the role operator", refused.Problem, StringComparison.Ordinal);
            AuditEntry booked = _page.Seen.Audit.Latest(1)[0];
            Assert.Equal(("Viewer", "start test refused", "WJK-1 in bench-01/0"), (booked.Who, booked.Action, booked.Subject));
        }

        Assert.Equal(0, _page.Cells.Version);
    }

    [Fact]
    public async Task A_slot_that_is_held_is_asked_about_and_both_tests_are_shown_once_it_is_answered()
    {
        BookEditor editor = EditorOf(Role.Operator);
        await editor.ApplyAsync(Starting("WJK-1", Start));
        BookOutcome asked = await editor.PreviewAsync(Starting("WJK-2", Start + Day));
        Assert.True(asked.AsksHeld);
        Assert.StartsWith("bench-01/0 holds WJK-1, test 1, at 2026-07-02", asked.Problem, StringComparison.Ordinal);
        BookOutcome answered = await editor.PreviewAsync(Starting("WJK-2", Start + Day, WhenHeld.End));
        Assert.Equal(["WJK-1, test 1", "WJK-2, test 1"], answered.Effects!.Select(effect => effect.After.Label));
        Assert.Equal("WJK-1, test 1: would be derived again after 2026-07-02 10:00:00Z",
            answered.Effects![0].InWords().Replace("; no closed cycle lies", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_correction_an_end_and_a_file_taken_out_are_applied_by_what_the_forms_ask()
    {
        BookEditor editor = EditorOf(Role.Operator);
        await editor.ApplyAsync(Starting("WJK-1", Start));
        TestRun test = _page.Cells.TestsOf(_page.Cells.Find(CellName.Parse("WJK-1"))!.Id)[0];
        EndTestRequest end = new() { AtUtcMs = Start + Day };
        await editor.ApplyAsync(new RequestedChange(TestChange.End, "", "", TestChange.Of(end, test.Id, 0)));
        CorrectTestRequest correct = new() { Side = EdgeSide.To, AtUtcMs = Start + (2 * Day) };
        await editor.ApplyAsync(new RequestedChange(TestChange.Correct, "", "", TestChange.Of(correct, test.Id)));
        Assert.Equal(Start + (2 * Day), _page.Cells.FindTest(test.Id)!.EndUtcMs);

        _page.Cells.AddFile(test.Id, 7, new ImportedFile("a.csv", "00"), 0, new Author("ana"));
        CorrectTestRequest withdraw = new() { Segment = 1, Withdraw = true };
        BookOutcome taken =
            await editor.ApplyAsync(new RequestedChange(TestChange.Correct, "", "", TestChange.Of(withdraw, test.Id)));
        Assert.Equal("", taken.Problem);
        Assert.True(_page.Cells.FindTest(test.Id)!.Segments[0].IsWithdrawn);
        BookOutcome slot = await editor.ApplyAsync(
            new RequestedChange(TestChange.Correct, "", "", TestChange.Of(withdraw with { Segment = 2 }, test.Id)));
        Assert.Equal("", slot.Problem);
        Assert.Single(_page.Cells.FindTest(test.Id)!.Segments);
    }

    [Fact]
    public async Task A_table_that_was_whole_when_it_was_checked_names_the_line_that_is_taken_meanwhile()
    {
        byte[] bytes = "cell,slot,mass_mg\nWJK-1,bench-01/0,6.02\nWJK-2,bench-01/1,6020\n"u8.ToArray();
        CheckedTable grams = CheckedTable.Of("a", bytes, new TableChoice(WhenHeld.Refuse, false), _page.Cells, Start);
        Assert.Equal(1, grams.Refused);
        Assert.Equal("6.02 g of active mass? Give a tick at 'Masses above 1000 mg are right' if it is, or else the mass in mg.",
            grams.Lines[1].Problem);
        CheckedTable table = CheckedTable.Of("a", bytes, new TableChoice(WhenHeld.Refuse, true), _page.Cells, Start);
        Assert.Equal(0, table.Refused);

        BookEditor editor = EditorOf(Role.Operator);
        await editor.ApplyAsync(Starting("Other", Start, slot: "bench-01/1"));
        long version = _page.Cells.Version;
        BookOutcome refused = await editor.ApplyAsync(new RequestedChange(TestChange.StartTable, "a", "", new TestChange("",
            (book, author) => book.StartMany(table.Tests(Start + Day), author, table.Choice.WhenHeld))));
        CheckedTable after = table.With(refused.Lines);
        Assert.Equal([null, "bench-01/1 holds Other"], after.Lines.Select(line => line.Problem?[..22]));
        Assert.Equal(version, _page.Cells.Version);
    }

    [Fact]
    public async Task A_note_is_written_at_its_moment_and_booked_as_the_API_does_and_a_refusal_is_a_sentence()
    {
        await EditorOf(Role.Operator).ApplyAsync(Starting("WJK-1", Start));
        TestRun test = _page.Cells.TestsOf(_page.Cells.Find(CellName.Parse("WJK-1"))!.Id)[0];
        NoteRequest note = new() { Test = HexId.Of(test.Id), Text = "pressure to 75 MPa", AtUtcMs = Start + Day };
        BookOutcome refused = await EditorOf(Role.Viewer).WriteNoteAsync(note, "WJK-1");
        Assert.Contains("needs the role operator", refused.Problem, StringComparison.Ordinal);
        Assert.Equal(("Viewer", "write note refused"), (_page.Seen.Audit.Latest(1)[0].Who, _page.Seen.Audit.Latest(1)[0].Action));
        Assert.Empty(_page.Cells.NotesAbout(test));

        Assert.Equal("", (await EditorOf(Role.Operator).WriteNoteAsync(note, "WJK-1")).Problem);
        Note written = Assert.Single(_page.Cells.NotesAbout(test));
        Assert.Equal((Start + Day, "pressure to 75 MPa", "Operator"), (written.AtUtcMs, written.Text, written.By));
        AuditEntry booked = _page.Seen.Audit.Latest(1)[0];
        Assert.Equal(("write note", "WJK-1, test 1", BookWriter.DetailOf(note)), (booked.Action, booked.Subject, booked.Detail));

        Assert.Equal("The note is empty. Give its text.",
            (await EditorOf(Role.Operator).WriteNoteAsync(note with { Text = " " }, "WJK-1")).Problem);
        Assert.StartsWith("There is no test", (await EditorOf(Role.Operator).WriteNoteAsync(
            note with { Test = HexId.Of(1) }, "WJK-1")).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_is_put_right_and_withdrawn_as_it_was_seen_and_events_have_what_it_was()
    {
        await EditorOf(Role.Operator).ApplyAsync(Starting("WJK-1", Start));
        TestRun test = _page.Cells.TestsOf(_page.Cells.Find(CellName.Parse("WJK-1"))!.Id)[0];
        Note seen = _page.Cells.AddNote(NoteSubject.OfTest(test.Id), Start + 1, "preasure", new Author("ana"));
        EditNoteRequest right = new() { Text = "pressure", Why = "typing" };
        BookOutcome refused = await EditorOf(Role.Viewer).EditNoteAsync(seen, right);
        Assert.Contains("needs the role operator", refused.Problem, StringComparison.Ordinal);
        Assert.Equal(("edit note refused", "WJK-1, test 1, note 1"),
            (_page.Seen.Audit.Latest(1)[0].Action, _page.Seen.Audit.Latest(1)[0].Subject));
        Assert.Equal(seen, _page.Cells.FindNote(seen.Id));

        Assert.Equal("", (await EditorOf(Role.Operator).EditNoteAsync(seen, right)).Problem);
        AuditEntry booked = _page.Seen.Audit.Latest(1)[0];
        Assert.Equal(("edit note", "WJK-1, test 1, note 1", BookWriter.DetailOf(right)),
            (booked.Action, booked.Subject, booked.Detail));
        Note edited = Assert.Single(_page.Cells.NotesAbout(test));
        Assert.Equal(("pressure", Start + 1), (edited.Text, edited.AtUtcMs));

        // Who still has the old one before them overwrites and withdraws nothing.
        BookOutcome late = await EditorOf(Role.Operator).EditNoteAsync(seen, new EditNoteRequest { Text = "x" });
        BookOutcome lateToo = await EditorOf(Role.Operator).WithdrawNoteAsync(seen, new WithdrawNoteRequest());
        Assert.All([late, lateToo], outcome =>
            Assert.StartsWith("Another user has changed this note", outcome.Problem, StringComparison.Ordinal));
        Assert.Equal([edited], _page.Cells.NotesAbout(test));

        WithdrawNoteRequest withdraw = new() { Why = "no" };
        Assert.Equal("", (await EditorOf(Role.Operator).WithdrawNoteAsync(edited, withdraw)).Problem);
        Assert.Empty(_page.Cells.NotesAbout(test));
        TestKey key = new(test.Id, "bench-01", 0);
        Assert.Equal([("note edited", "1, Operator: \"preasure\" -> \"pressure\" (typing)"),
            ("note withdrawn", "1, Operator: \"pressure\" (no)")], CellEvents.Read(_page.Seen, key)
            .Where(one => one.Kind.StartsWith("note", StringComparison.Ordinal)).Select(one => (one.Kind, one.Text)).Order());
    }

    private BookEditor EditorOf(Role role) => new(_page.Seen, new PersonHere(new SignedIn(role), _page.Seen));

    private static RequestedChange Starting(
        string cell, long atUtcMs, WhenHeld whenHeld = WhenHeld.Refuse, string slot = "bench-01/0")
    {
        StartTestRequest request = new StartForm { Cell = cell }.Request(slot, whenHeld) with { AtUtcMs = atUtcMs };
        return new RequestedChange(
            TestChange.StartOne, $"{cell} in {slot}", BookWriter.DetailOf(request), TestChange.Of(request, atUtcMs));
    }

    /// <summary>Somebody whose view is open, with the token of a role.</summary>
    private sealed class SignedIn(Role role) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(Principals.Of($"{role}", role, "", "", "token-or-local")));
    }
}
