using System;
using System.CommandLine;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>edgelogger cell note: what a user wrote about a moment, put right or withdrawn.</summary>
internal sealed class NoteCommand
{
    private readonly Argument<string> _subject =
        new("NAME") { Description = "The cell's name; with --cohort, the cohort's." };
    private readonly Argument<string?> _text = new("TEXT")
    {
        Description = "The note, for example \"pressure to 75 MPa\".",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<DateTimeOffset?> _at = CommonOptions.UtcMoment(
        "--at", "The moment that it is about. Default: now; with --edit, as it was.");
    private readonly Option<bool> _ofCohort = new("--cohort") { Description = "NAME is a cohort." };
    private readonly Option<int?> _ofTest = Number(
        "--test", "About the cell's test of this number.", "the number of a test");
    private readonly Option<int?> _edit = Number(
        "--edit", "Put note N right: TEXT, --at or both are what it says now.", "the number of a note");
    private readonly Option<int?> _withdraw = Number(
        "--withdraw", "Withdraw note N: only the history has it then.", "the number of a note");
    private readonly Option<string> _by = CellArguments.By();
    private readonly Option<string> _why = CellArguments.Why();
    private readonly Option<string> _data = DataDirectory.Option();
    private readonly Option<bool> _json = CellArguments.Json();

    public static Command Create()
    {
        NoteCommand note = new();
        Command command = new("note", """
            Writes a note on a cell, a test or a cohort, which stands at a moment; or puts one right, or withdraws it. `edgelogger cell
            show` has their numbers, which stay.

            Example: edgelogger cell note WJK-0412 "pressure to 75 MPa" --at 2026-07-01T10:00
                     edgelogger cell note WJK-0412 "pressure to 70 MPa" --edit 3
                     edgelogger cell note WJK-0412 --withdraw 3 --note "was another cell"
            """)
        {
            note._subject, note._text, note._at, note._ofCohort, note._ofTest, note._edit, note._withdraw, note._by, note._why,
            note._data, note._json,
        };
        command.SetAction(parsed =>
        {
            note.Check(parsed);
            return OpenBook.Use(parsed.GetRequiredValue(note._data), book => note.Change(parsed, book));
        });
        return command;
    }

    private void Check(ParseResult given)
    {
        int? edited = given.GetValue(_edit);
        int? withdrawn = given.GetValue(_withdraw);
        bool hasText = given.GetValue(_text) is not null;
        bool hasMoment = given.GetValue(_at) is not null;
        string? problem = (edited, withdrawn) switch
        {
            (not null, not null) => "--edit and --withdraw exclude each other; give one of them.",
            _ when (edited ?? withdrawn) is not null && given.GetValue(_ofTest) is not null =>
                "A note's number is its own among the cell and all its tests; leave --test away.",
            (not null, null) when !hasText && !hasMoment =>
                "--edit puts a note right; give its TEXT, its moment with --at, or both.",
            (not null, null) => null,
            (null, not null) when hasText || hasMoment =>
                "--withdraw takes a note away as a whole; leave TEXT and --at away.",
            (null, not null) => null,
            _ => hasText ? null : "TEXT is missing; give what the note says.",
        };
        if (problem is not null)
        {
            throw new UserErrorException(problem);
        }
    }

    private void Change(ParseResult parsed, CellBook book)
    {
        string name = parsed.GetRequiredValue(_subject);
        Author author = new(parsed.GetRequiredValue(_by), parsed.GetRequiredValue(_why));
        string? text = parsed.GetValue(_text);
        long? atUtcMs = parsed.GetValue(_at)?.ToUnixTimeMilliseconds();
        (Note note, string done) = (parsed.GetValue(_edit), parsed.GetValue(_withdraw)) switch
        {
            ({ } number, _) => Edited(book, NoteOf(parsed, book, name, number), atUtcMs, text, author),
            (_, { } number) => (book.WithdrawNote(NoteOf(parsed, book, name, number).Id, author), "withdrawn"),
            _ => Written(book, About(parsed, book, name), atUtcMs, text!, author),
        };
        Console.WriteLine(parsed.GetValue(_json) ? CellJson.Of(note) : $"{name}: note {note.Number} {done}");
    }

    private static (Note Note, string Done) Edited(CellBook book, Note note, long? atUtcMs, string? text, Author author) =>
        book.EditNote(note.Id, atUtcMs, text, author) is { } edited
            ? (edited, $"at {Moment.Text(edited.AtUtcMs)} put right")
            : (note, "says that already; nothing changed");

    private static (Note Note, string Done) Written(
        CellBook book, NoteSubject about, long? atUtcMs, string text, Author author)
    {
        Note note = book.AddNote(about, atUtcMs ?? TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), text, author);
        return (note, $"at {Moment.Text(note.AtUtcMs)}");
    }

    private NoteSubject About(ParseResult parsed, CellBook book, string name)
    {
        if (parsed.GetValue(_ofCohort))
        {
            return NoteSubject.OfCohort(name);
        }

        Cell cell = CellOf(book, name);
        return parsed.GetValue(_ofTest) is { } number
            ? NoteSubject.OfTest(OpenBook.TestOf(book, cell, number).Id)
            : NoteSubject.OfCell(cell.Id);
    }

    private Note NoteOf(ParseResult parsed, CellBook book, string name, int number)
    {
        if (parsed.GetValue(_ofCohort))
        {
            return book.FindNote(name, number) ?? throw new UserErrorException(
                $"There is no note {number} on the cohort {name}. `edgelogger cell show` of one of its cells shows those there "
                + $"are.");
        }

        return book.FindNote(CellOf(book, name), number) ?? throw new UserErrorException(
            $"There is no note {number} on {name} or its tests. `edgelogger cell show \"{name}\"` shows those there are.");
    }

    private static Cell CellOf(CellBook book, string name) => CellArguments.IsSlot(name)
        ? throw new UserErrorException($"{name} is a slot. Notes are about a cell, a test or a cohort: give the cell's name, "
            + $"which `edgelogger cell list` shows.")
        : OpenBook.Find(book, name);

    private static Option<int?> Number(string name, string description, string what) =>
        NumberOption.Optional<int>(name, "N", description, what, 1, int.MaxValue);
}
