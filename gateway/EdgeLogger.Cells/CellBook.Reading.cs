using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cells.Plans;
using EdgeLogger.Cells.Search;
using EdgeLogger.Cells.Store;

namespace EdgeLogger.Cells;

/// <summary>What the book says.</summary>
public sealed partial class CellBook
{
    /// <summary>The most entries that one reading gives.</summary>
    public const int MostRead = 1000;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    private const int MostFound = 200;
    private const int MostNamed = 8;
    private const int MostWords = 8;

    /// <summary>The cell of a name that it has or has had; null if there is none.</summary>
    public Cell? Find(CellName name) => Read(store => store.FindCell(name));

    /// <summary>
    /// What to look at before a test is put into a slot, as a sentence: no row has ever come from there, and rows have come from
    /// others. Null: nothing.
    /// </summary>
    public string? RemarkOn(SlotName slot)
    {
        SlotName[] known = [.. Read(store => store.SlotsWithRows()).Select(SlotName.Parse)];
        if (known.Length == 0 || known.Contains(slot))
        {
            return null;
        }

        SlotName[] ofBoard = [.. known.Where(one => one.Board == slot.Board).OrderBy(one => one.Slot)];
        string[] others = ofBoard.Length > 0
            ? [.. ofBoard.Select(one => one.ToString())]
            : [.. known.Select(one => one.Board).Distinct()];
        string named = others.Length <= MostNamed ? string.Join(", ", others) : $"{string.Join(", ", others[..MostNamed])}, ...";
        return $"No row has ever come from {(ofBoard.Length > 0 ? slot.ToString() : $"a board {slot.Board}")}; rows have come "
            + $"from {named}. If the name is right, the test has the rows from its start on as soon as they come.";
    }

    /// <summary>The cell of an id; null if there is none.</summary>
    public Cell? Find(ulong id) => Read(store => store.FindCell(id));

    /// <summary>The note of an id, also a withdrawn one; null if there is none.</summary>
    public Note? FindNote(ulong id) => Read(store => store.FindNote(id));

    /// <summary>The note of a number on a cell and its tests, also a withdrawn one; null if there is none.</summary>
    public Note? FindNote(Cell cell, int number)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return Read(store => FindNote(store, store.NoteNumbers(cell.Id, ""), number));
    }

    /// <summary>The note of a number on a cohort, also a withdrawn one; null if there is none.</summary>
    public Note? FindNote(string cohort, int number) =>
        Read(store => FindNote(store, store.NoteNumbers(0, NoteSubject.OfCohort(cohort).Cohort), number));

    /// <summary>Cells in the order of their names, <see cref="MostRead"/> at most.</summary>
    /// <param name="cohort">Of this cohort only; null: all.</param>
    /// <param name="after">Of names after this one only: the last one of the reading before.</param>
    public IReadOnlyList<Cell> Cells(string? cohort = null, string after = "") =>
        Read(store => store.Cells(cohort, after, MostRead));

    /// <summary>All cells in the order of their names.</summary>
    /// <param name="cohort">Of this cohort only; null: all.</param>
    public IEnumerable<Cell> AllCells(string? cohort = null)
    {
        for (IReadOnlyList<Cell> cells = Cells(cohort); cells.Count > 0; cells = Cells(cohort, cells[^1].Name.Text))
        {
            foreach (Cell cell in cells)
            {
                yield return cell;
            }
        }
    }

    /// <summary>The cohorts of the cells in the order of their names, <see cref="MostRead"/> at most.</summary>
    public IReadOnlyList<string> Cohorts() => Read(store => store.Cohorts(MostRead));

    /// <summary>All there is of a cell: its tests, notes and history too.</summary>
    public WholeCell Whole(Cell cell) => Read(store =>
    {
        IReadOnlyList<TestRun> tests = store.TestsOf(cell.Id);
        List<HistoryEntry> history = [];
        for (List<HistoryEntry> more = store.History(cell.Id, 0, MostRead); more.Count > 0;
            more = store.History(cell.Id, history[^1].Number, MostRead))
        {
            history.AddRange(more);
        }

        string cohort = cell.Metadata.Cohort;
        history.AddRange(cohort.Length > 0 ? store.NoteHistory(NoteSubject.OfCohort(cohort)) : []);
        return new WholeCell(cell, tests, NotesOn(store, cell, tests),
            [.. Numbered(history.OrderBy(entry => entry.Number), store.NoteNumbers(cell.Id, cohort))]);
    });

    /// <summary>The test of an id; null if there is none.</summary>
    public TestRun? FindTest(ulong id) => Read(store => store.FindTest(id));

    /// <summary>The tests of a cell, by number.</summary>
    public IReadOnlyList<TestRun> TestsOf(ulong cell) => Read(store => store.TestsOf(cell));

    /// <summary>The tests that have been in a slot, by their begin there.</summary>
    public IReadOnlyList<TestRun> TestsIn(SlotName slot) => Read(store => store.TestsIn(slot)
        .OrderBy(test => test.Segments.First(segment => segment.Slot == slot).From!.UtcMs).ToList());

    /// <summary>
    /// The notes about something that were not withdrawn, the oldest moment first, <see cref="MostRead"/> at most.
    /// </summary>
    public IReadOnlyList<Note> NotesOf(NoteSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return Read(store => store.NotesOf(subject, MostRead, store.NoteNumbers(store.CellOf(subject), subject.Cohort)));
    }

    /// <summary>
    /// The notes that concern a test, those on it, on its cell and on its cohort, that were not withdrawn, the oldest moment
    /// first; the first <see cref="MostRead"/> of each at most.
    /// </summary>
    public IReadOnlyList<Note> NotesAbout(TestRun test)
    {
        ArgumentNullException.ThrowIfNull(test);
        return Read(store => NotesOn(store, Known(store, test.Cell), [test]));
    }

    /// <summary>
    /// What was edited and withdrawn of the notes that concern a test, in order: those on it, on its cell and on its cohort.
    /// </summary>
    public IReadOnlyList<HistoryEntry> NoteChangesAbout(TestRun test)
    {
        ArgumentNullException.ThrowIfNull(test);
        return Read(store =>
        {
            Cell cell = Known(store, test.Cell);
            IEnumerable<HistoryEntry> changes = SubjectsOf(cell, [test]).SelectMany(store.NoteHistory)
                .Where(entry => entry.Before is not null).OrderBy(entry => entry.Number);
            return Numbered(changes, store.NoteNumbers(cell.Id, cell.Metadata.Cohort)).ToList();
        });
    }

    /// <summary>Changes in order, <see cref="MostRead"/> at most.</summary>
    /// <param name="cell">Of this cell, its tests and their notes only; null: all.</param>
    /// <param name="after">After this number only: the last one of the reading before.</param>
    public IReadOnlyList<HistoryEntry> History(ulong? cell = null, long after = 0) =>
        Read(store => store.History(cell, after, MostRead));

    /// <summary>Each change of what is known of a cell, in order, <see cref="MostRead"/> at most.</summary>
    public IReadOnlyList<CellChange> ChangesOf(ulong cell) =>
    [
        .. History(cell).Where(entry => entry.Item == BookItem.Cell).Select(entry =>
            new CellChange(entry.At, entry.Author, BookJson.Parse<Cell>(entry.After).Metadata)),
    ];

    /// <summary>The plans of all tests. Ask for the version before, and for changes since then after.</summary>
    public IReadOnlyList<BookedTest> Plans() =>
        Read(store =>
        {
            ILookup<SlotName, Recalibration> recalibrations = store.Recalibrations().ToLookup(one => one.Slot);
            return store.Tests().Select(one => Booked(one.Test, one.Cell, slot => recalibrations[slot])).ToList();
        });

    /// <summary>The plan of a test; null if the book does not have it.</summary>
    public BookedTest? PlanOf(ulong test) =>
        Read(store => store.FindTest(test) is { } found
            ? Booked(found, Known(store, found.Cell), store.RecalibrationsOf)
            : null);

    /// <summary>What has changed since a version, also by another process.</summary>
    public BookChanges ChangesSince(long version) => Read(store =>
    {
        long now = store.Version;
        return new BookChanges(now, store.Changed(BookItem.Cell, version, now), store.ChangedTests(version, now),
            store.Changed(BookItem.Note, version, now));
    });

    /// <summary>Waits for a change after a version, also of another process: it is noticed within half a second.</summary>
    /// <param name="version">The version; 0: the book's begin.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What has changed; at once if something has already.</returns>
    public async Task<BookChanges> NextChangesAsync(long version, CancellationToken cancellationToken)
    {
        while (Version == version)
        {
            await Task.Delay(Glance, _time, cancellationToken).ConfigureAwait(false);
        }

        return ChangesSince(version);
    }

    /// <summary>
    /// Cells, tests and notes that have all words of a text, each as the begin of one of their own, without regard to case and
    /// accents; the best first. Words stand in names, cohorts, operators, electrolytes, counter electrodes, fields, protocols,
    /// cyclers and notes.
    /// </summary>
    /// <param name="text">The text; of more than 8 words the first 8 count.</param>
    /// <param name="most">How many at most, up to 200.</param>
    public IReadOnlyList<SearchHit> Search(string text, int most = 50)
    {
        IReadOnlyList<string> words = [.. SearchWords.Of(text).Take(MostWords)];
        return words.Count == 0 ? [] : Read(store => store.Search(words, Math.Clamp(most, 1, MostFound))
            .Select(hit => Describe(store, hit.Item, hit.Id)).ToList());
    }

    /// <summary>
    /// Cells of which, or of whose tests or notes, all words of a text are said; the best first.
    /// </summary>
    /// <param name="text">The text, as for <see cref="Search"/>.</param>
    public IReadOnlyList<Cell> SearchCells(string text) => Read(store => Search(text, MostFound)
        .Select(hit => CellOf(store, hit)).Where(cell => cell != 0).Distinct().Select(cell => Known(store, cell)).ToList());

    private static IReadOnlyList<Note> NotesOn(BookStore store, Cell cell, IEnumerable<TestRun> tests)
    {
        IReadOnlyDictionary<ulong, int> numbers = store.NoteNumbers(cell.Id, cell.Metadata.Cohort);
        return
        [
            .. SubjectsOf(cell, tests).SelectMany(about => store.NotesOf(about, MostRead, numbers)).OrderBy(note => note.AtUtcMs),
        ];
    }

    private static IEnumerable<NoteSubject> SubjectsOf(Cell cell, IEnumerable<TestRun> tests)
    {
        IEnumerable<NoteSubject> subjects =
            tests.Select(test => NoteSubject.OfTest(test.Id)).Prepend(NoteSubject.OfCell(cell.Id));
        return cell.Metadata.Cohort is { Length: > 0 } cohort ? subjects.Append(NoteSubject.OfCohort(cohort)) : subjects;
    }

    private static Note? FindNote(BookStore store, IReadOnlyDictionary<ulong, int> numbers, int number) =>
        store.FindNote(numbers.FirstOrDefault(one => one.Value == number).Key);

    private static IEnumerable<HistoryEntry> Numbered(
        IEnumerable<HistoryEntry> entries, IReadOnlyDictionary<ulong, int> numbers) =>
        entries.Select(entry => entry.Item == BookItem.Note ? entry with { NoteNumber = numbers[entry.Id] } : entry);

    private static BookedTest Booked(TestRun test, Cell cell, Func<SlotName, IEnumerable<Recalibration>> recalibrationsOf) =>
        BookedTest.Of(test, cell) with
        {
            Recalibrations = [.. test.Segments.Select(segment => segment.Slot).OfType<SlotName>().Distinct()
                .OrderBy(slot => slot.Board, StringComparer.Ordinal).ThenBy(slot => slot.Slot)
                .SelectMany(recalibrationsOf).Where(one => !one.IsWithdrawn)],
        };

    private static ulong CellOf(BookStore store, SearchHit hit) => hit.Item switch
    {
        BookItem.Cell => hit.Id,
        BookItem.Test => KnownTest(store, hit.Id).Cell,
        _ => store.CellOf(hit.Note!.Subject),
    };

    private static SearchHit Describe(BookStore store, BookItem item, ulong id)
    {
        switch (item)
        {
            case BookItem.Cell:
                Cell cell = Known(store, id);
                return new SearchHit(item, id, cell.Name.Text,
                    string.Join(", ", ((string[])[cell.Metadata.Cohort, cell.Operator]).Where(text => text.Length > 0)));
            case BookItem.Test:
                TestRun test = KnownTest(store, id);
                return new SearchHit(item, id, Label(store, test), test.Settings.Conditions.Protocol);
            default:
                Note note = store.FindNote(id)!;
                NoteSubject about = note.Subject;
                string title = about.Cell != 0 ? Known(store, about.Cell).Name.Text : about.Test != 0
                    ? Label(store, KnownTest(store, about.Test))
                    : about.Cohort;
                return new SearchHit(item, id, title, note.Text, note);
        }
    }

    private static string Label(BookStore store, TestRun test) => BookedTest.LabelOf(test, Known(store, test.Cell));
}
