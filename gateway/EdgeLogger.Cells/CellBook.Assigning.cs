using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cells.Rules;
using EdgeLogger.Cells.Store;

namespace EdgeLogger.Cells;

/// <summary>Tests, and who is in a slot when.</summary>
public sealed partial class CellBook
{
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    /// <summary>Starts a test of a cell in a slot, now or at an earlier time.</summary>
    /// <param name="cell">The cell's id.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="from">When it came there.</param>
    /// <param name="settings">What is said of the test.</param>
    /// <param name="author">Who starts it.</param>
    /// <param name="whenHeld">What becomes of the test that the slot holds then. A test of an unnamed cell always makes
    /// room.</param>
    /// <param name="until">When it ended, where that is known already; null: it runs.</param>
    /// <exception cref="CellBookException">The cell or the slot is taken at that time, or it is before what the log has
    /// kept.</exception>
    public TestRun Start(ulong cell, SlotName slot, Edge from, TestSettings settings, Author author,
        WhenHeld whenHeld = WhenHeld.Refuse, Edge? until = null) =>
        Change(author, "start", (store, put, _) =>
        {
            SlotName place = slot.Checked();
            CheckNotAhead(from, until);
            MakeRoom(store, put, place, from, until?.UtcMs, whenHeld);
            TestRun test = NewTest(store, Known(store, cell).Id) with { Settings = settings.Checked() };
            TestRun started = TestChanges.Moved(test, place, from, from);
            put(null, until is null ? started : TestChanges.Ended(started, until));
            return test.Id;
        });

    /// <summary>Starts a test of a cell from a cycler's file.</summary>
    /// <param name="cell">The cell's id.</param>
    /// <param name="stream">The stream that the file was made into.</param>
    /// <param name="file">The file.</param>
    /// <param name="settings">What is said of the test.</param>
    /// <param name="author">Who starts it.</param>
    /// <exception cref="CellBookException">The file belongs to another test.</exception>
    public TestRun StartWithFile(ulong cell, ulong stream, ImportedFile file, TestSettings settings, Author author) =>
        Change(author, "import", (store, put, _) =>
    {
        TestRun test = NewTest(store, Known(store, cell).Id) with { Settings = settings.Checked() };
        put(null, TestChanges.WithFile(test, stream, file.Checked(), 0));
        return test.Id;
    });

    /// <summary>Adds a cycler's file to a test.</summary>
    /// <param name="test">The test's id.</param>
    /// <param name="stream">The stream that the file was made into.</param>
    /// <param name="file">The file.</param>
    /// <param name="position">Before which segment it stands, from 0; the number of segments: at the end.</param>
    /// <param name="author">Who adds it.</param>
    /// <exception cref="CellBookException">The file belongs to a test already, or there is no such place.</exception>
    public TestRun AddFile(ulong test, ulong stream, ImportedFile file, int position, Author author) =>
        ChangeOne(test, author, "import", before => TestChanges.WithFile(before, stream, file.Checked(), position));

    /// <summary>Moves a running test to another slot: the test goes on there.</summary>
    /// <param name="test">The test's id.</param>
    /// <param name="slot">The slot it goes to.</param>
    /// <param name="leaves">When it left the slot that it is in, if it is in one.</param>
    /// <param name="arrives">When it came to the other; not before it left.</param>
    /// <param name="author">Who moves it.</param>
    /// <param name="whenHeld">What becomes of the test that the other slot holds then.</param>
    /// <exception cref="CellBookException">The test was ended, the slot is taken, or the times do not follow one
    /// another.</exception>
    public TestRun Move(ulong test, SlotName slot, Edge leaves, Edge arrives, Author author,
        WhenHeld whenHeld = WhenHeld.Refuse) => Change(author, "move", (store, put, _) =>
    {
        SlotName place = slot.Checked();
        CheckNotAhead(leaves, arrives);
        TestRun before = KnownTest(store, test);
        TestRun moved = TestChanges.Moved(before, place, arrives, leaves);
        MakeRoom(store, put, place, arrives, null, whenHeld, except: test);
        put(before, moved);
        return test;
    });

    /// <summary>Takes a test out of its slot. It goes on: it can be moved to a slot later.</summary>
    /// <exception cref="CellBookException">It came there later.</exception>
    public TestRun Leave(ulong test, Edge at, Author author) => ChangeOne(test, author, "move", before =>
    {
        CheckNotAhead(at);
        return TestChanges.Left(before, at);
    });

    /// <summary>Ends a test.</summary>
    /// <exception cref="CellBookException">It was ended, or began later.</exception>
    public TestRun End(ulong test, Edge at, Author author) => ChangeOne(test, author, "end", before =>
    {
        CheckNotAhead(at);
        return TestChanges.Ended(before, at);
    });

    /// <summary>Changes conditions, order of halves or nominal capacity of a test; null if nothing has changed.</summary>
    /// <exception cref="CellBookException">There is no such test, or a text or number is none.</exception>
    public TestRun? SetTest(ulong test, Func<TestSettings, TestSettings> change, Author author) => Write(author, (store, stamp) =>
    {
        TestRun before = KnownTest(store, test);
        TestRun after = before with { Settings = change(before.Settings).Checked() };
        if (after.Settings == before.Settings)
        {
            return null;
        }

        store.Put(before, after, stamp("set"));
        return after;
    });

    /// <summary>
    /// Puts an edge right. At an edge of a slot one test may leave and another come: what is at the same moment in the same slot
    /// goes with it.
    /// </summary>
    /// <param name="test">The test's id.</param>
    /// <param name="index">The segment, from 0.</param>
    /// <param name="side">Which of its edges.</param>
    /// <param name="edge">Where it was; null: it has not been there yet (an end that was a mistake).</param>
    /// <param name="author">Who corrects it.</param>
    /// <param name="alone">Only this edge moves.</param>
    /// <exception cref="CellBookException">The rules forbid it, or the time is before what the log has kept; the message says
    /// which.</exception>
    public TestRun Correct(ulong test, int index, EdgeSide side, Edge? edge, Author author, bool alone = false) =>
        Change(author, "correct", (store, put, _) =>
    {
        CheckNotAhead(edge);
        TestRun before = KnownTest(store, test);
        Segment segment = SegmentOf(before, index);
        long? was = segment.EdgeAt(side)?.UtcMs;
        if (alone || edge is null || segment.Slot is not { } slot || was is null)
        {
            put(before, TestChanges.Corrected(before, index, side, edge));
            return test;
        }

        foreach (TestRun there in store.TestsIn(slot))
        {
            TestRun after = there;
            foreach ((int at, EdgeSide touching) in EdgesAt(there, slot, was.Value))
            {
                after = TestChanges.Corrected(after, at, touching, TestChanges.In(there.Segments[at].Stream, edge));
            }

            if (!ReferenceEquals(after, there))
            {
                put(there, after);
            }
        }

        return test;
    });

    /// <summary>Notes the point that an edge resolved to once its rows arrived. The moment stays.</summary>
    /// <exception cref="CellBookException">There is no such edge, it has resolved, or the point is another stream's.</exception>
    public TestRun Resolve(ulong test, int index, EdgeSide side, Point at) => Change(Author.Gateway, "resolve", (store, put, _) =>
    {
        TestRun before = KnownTest(store, test);
        Segment segment = SegmentOf(before, index);
        put(before, segment.EdgeAt(side) is { At: null } edge
            ? before.WithSegment(index, segment.With(side, edge with { At = at }) with { Stream = segment.Stream ?? at.Stream })
            : throw new CellBookException($"Segment {index + 1} has no edge there that is still to be resolved."));
        return test;
    }, isLate: false);

    /// <summary>
    /// The test that rows of a slot belong to. A slot that delivers rows without an assignment opens a test of an unnamed cell; a
    /// test that waits for the slot's first rows takes the stream, and a board that was replaced under a test continues it.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="slot">The slot that it comes from.</param>
    /// <param name="utcMs">When its first row that has no test was measured, Unix ms.</param>
    public TestRun OpenUnnamed(ulong stream, SlotName slot, long utcMs) => Read(store => Of(store, stream, utcMs))
        ?? Change(Author.Gateway, "open", (store, put, stamp) => Of(store, stream, utcMs)?.Id
            ?? Open(store, put, stamp, stream, slot.Checked(), Moment.Checked(utcMs)), isLate: false);

    // A year that was mistyped would hold the slot for all who come after. Clocks of the people's machines differ somewhat.
    private void CheckNotAhead(params ReadOnlySpan<Edge?> edges)
    {
        DateTimeOffset now = _time.GetUtcNow();
        foreach (Edge? edge in edges)
        {
            if (edge is not null && Moment.Checked(edge.UtcMs) > (now + MostAhead).ToUnixTimeMilliseconds())
            {
                throw new CellBookException($"{Moment.Text(edge.UtcMs)} is in the future: the gateway's clock says "
                    + $"{Moment.Text(now.ToUnixTimeMilliseconds())}. Give the time at which it happened, in UTC.");
            }
        }
    }

    private static TestRun? Of(BookStore store, ulong stream, long utcMs) =>
        store.TestsWith(stream).Find(
        test => test.Segments.Any(segment => segment.Stream == stream && (segment.File is not null || segment.Holds(utcMs))));

    private static ulong Open(BookStore store, Action<TestRun?, TestRun> put, Stamp stamp, ulong stream,
        SlotName slot, long utcMs)
    {
        // From the end before them on. One that has no place yet will have the same one as this begin, and no row lies between.
        Edge from = Before(store, stream, utcMs) is { } last
            ? last with { UtcMs = last.At is null ? Math.Max(last.UtcMs, LastEdgeIn(store, slot, utcMs)) : utcMs }
            : new Edge(utcMs, Point.BeginOf(stream));
        if (Holding(store, slot, utcMs) is { } held)
        {
            put(held.Test, Continued(held.Test, held.Index, stream, from));
            return held.Test.Id;
        }

        // A backlog of before the tests that the slot has had since.
        Edge? next = store.TestsIn(slot).SelectMany(test => test.Segments)
            .Where(segment => segment.Slot == slot && segment.From!.UtcMs > utcMs)
            .Select(segment => segment.From).MinBy(edge => edge!.UtcMs);
        TestRun opened = TestChanges.Moved(NewTest(store, UnnamedCell(store, slot, utcMs, stamp).Id), slot, from, from);
        TestRun unnamed = opened.WithSegment(0, opened.Segments[0] with { Stream = stream });
        put(null, next is null ? unnamed : TestChanges.Ended(unnamed, next));
        return unnamed.Id;
    }

    private static long LastEdgeIn(BookStore store, SlotName slot, long utcMs) => store.TestsIn(slot)
        .SelectMany(test => test.Segments).Where(segment => segment.Slot == slot)
        .SelectMany(segment => (long?[])[segment.From?.UtcMs, segment.To?.UtcMs]).Where(edge => edge <= utcMs).Max()
        ?? long.MinValue;

    // The newest end of the stream's rows at a test, where that lies before.
    private static Edge? Before(BookStore store, ulong stream, long utcMs) =>
        store.TestsWith(stream).SelectMany(test => test.Segments)
        .Where(segment => segment.Stream == stream && segment.To?.UtcMs <= utcMs)
            .Select(segment => segment.To).MaxBy(edge => edge!.UtcMs);

    private static TestRun Continued(TestRun test, int index, ulong stream, Edge from)
    {
        Segment holding = test.Segments[index];
        return holding.Stream is null
            ? test.WithSegment(index, holding with { Stream = stream })
            : TestChanges.WithStream(
            test, index, holding with { Stream = stream, From = from, To = holding.To is { } to ? to with { At = null } : null });
    }

    private static Cell UnnamedCell(BookStore store, SlotName slot, long utcMs, Stamp stamp)
    {
        if (store.FindMigrated(slot) is { } migrated && store.TestsOf(migrated.Id).Count == 0)
        {
            return migrated;
        }

        DateTimeOffset day = DateTimeOffset.FromUnixTimeMilliseconds(utcMs);
        string named = string.Create(CultureInfo.InvariantCulture, $" slot {slot.Slot}, {day:yyyy-MM-dd}");
        CellName name = FreeName(store, slot.Board, named);
        return AddCell(store, new Cell { Name = name, IsUnnamed = true }, stamp);
    }

    private static CellName FreeName(BookStore store, string text, string ending)
    {
        CellName name = CellName.From(text, ending);
        for (int number = 2; store.FindCell(name) is not null; number++)
        {
            name = CellName.From(text, string.Create(CultureInfo.InvariantCulture, $"{ending} ({number})"));
        }

        return name;
    }

    private static TestRun NewTest(BookStore store, ulong cell) => new()
    {
        Id = RandomId.New(),
        Cell = cell,
        Number = store.TestsOf(cell).Select(test => test.Number).DefaultIfEmpty().Max() + 1,
    };

    private static Segment SegmentOf(TestRun test, int index) => index >= 0 && index < test.Segments.Count
        ? test.Segments[index]
        : throw new CellBookException($"The test has {test.Segments.Count} segments, and none of the number {index + 1}.");

    private static (TestRun Test, int Index)? Holding(BookStore store, SlotName slot, long utcMs)
    {
        foreach (TestRun test in store.TestsIn(slot))
        {
            for (int index = test.Segments.Count - 1; index >= 0; index--)
            {
                if (test.Segments[index].Slot == slot && test.Segments[index].Holds(utcMs))
                {
                    return (test, index);
                }
            }
        }

        return null;
    }

    private static IEnumerable<(int Index, EdgeSide Side)> EdgesAt(TestRun test, SlotName slot, long utcMs) =>
        from index in Enumerable.Range(0, test.Segments.Count)
        where test.Segments[index].Slot == slot
        from side in (EdgeSide[])[EdgeSide.From, EdgeSide.To]
        where test.Segments[index].EdgeAt(side)?.UtcMs == utcMs
        select (index, side);

    private TestRun ChangeOne(ulong test, Author author, string action, Func<TestRun, TestRun> change) =>
        Change(author, action, (store, put, _) =>
    {
        TestRun before = KnownTest(store, test);
        put(before, change(before));
        return test;
    });

    /// <summary>Changes tests, and refuses all of it if one of them breaks a rule then.</summary>
    private TestRun Change(
        Author author, string action, Func<BookStore, Action<TestRun?, TestRun>, Stamp, ulong> change, bool isLate = true) =>
            Write(author, (store, stamp) =>
    {
        List<TestRun> changed = [];
        ulong test = change(store, Put, stamp(action));
        // Only now: a test that makes room for another is changed by the same call.
        changed.ForEach(after => TestRules.CheckBeside(after, store.Beside(after), other => Label(store, other)));
        return KnownTest(store, test);

        void Put(TestRun? before, TestRun after)
        {
            TestRules.CheckAlone(after, Label(store, after));
            if (isLate)
            {
                Retention.Check(before, after, _keptFromUtcMs);
            }

            store.Put(before, after, stamp(action));
            changed.Add(after);
        }
    });
}
