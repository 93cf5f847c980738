using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Plans;

namespace EdgeLogger.Derivation.Assignment;

/// <summary>The tests of the book by stream and by slot, as they were read last. Not thread-safe.</summary>
internal sealed class BookIndex
{
    private readonly Dictionary<ulong, BookedTest> _tests = [];
    private readonly Dictionary<ulong, HashSet<ulong>> _testsOn = [];
    private readonly Dictionary<SlotName, HashSet<ulong>> _waitingIn = [];
    private readonly Dictionary<ulong, SlotName> _slots = [];
    private readonly Dictionary<SlotName, HashSet<ulong>> _streamsIn = [];

    /// <summary>All tests.</summary>
    public IEnumerable<BookedTest> Tests => _tests.Values;

    /// <summary>A test that has been entered.</summary>
    public BookedTest this[ulong test] => _tests[test];

    /// <summary>Takes what the book says of a test; gives the streams on which it was, is, or may be.</summary>
    public IReadOnlyCollection<ulong> Enter(BookedTest test)
    {
        HashSet<ulong> concerned = [];
        if (_tests.TryGetValue(test.Id, out BookedTest? before))
        {
            concerned.UnionWith(before.Segments.SelectMany(StreamsOf));
            foreach (Segment segment in before.Segments)
            {
                TestsAt(segment).Remove(test.Id);
            }
        }

        _tests[test.Id] = test;
        foreach (Segment segment in test.Segments)
        {
            TestsAt(segment).Add(test.Id);
            if (segment is { Stream: { } stream, Slot: { } slot })
            {
                NoteSlot(stream, slot);
            }
        }

        concerned.UnionWith(test.Segments.SelectMany(StreamsOf));
        return concerned;
    }

    /// <summary>The slot whose rows a stream has; null if that is not known, and for an imported file.</summary>
    public SlotName? SlotOf(ulong stream) => _slots.TryGetValue(stream, out SlotName slot) ? slot : null;

    /// <summary>A stream has the rows of a slot.</summary>
    public void NoteSlot(ulong stream, SlotName slot)
    {
        _slots[stream] = slot;
        Of(_streamsIn, slot).Add(stream);
    }

    /// <summary>The tests with a segment on a stream.</summary>
    public IReadOnlyCollection<ulong> On(ulong stream) => _testsOn.GetValueOrDefault(stream, []);

    /// <summary>The tests with a segment on a stream, and those that wait in its slot for their first rows.</summary>
    public ulong[] At(ulong stream, SlotName slot) => [.. On(stream).Union(_waitingIn.GetValueOrDefault(slot, []))];

    /// <summary>All streams that may have rows of a segment.</summary>
    public IEnumerable<ulong> StreamsOf(Segment segment) => segment.Slot is { } slot
        ? _streamsIn.GetValueOrDefault(slot, [])
        : [segment.Stream!.Value];

    private HashSet<ulong> TestsAt(Segment segment) =>
        segment.Stream is { } stream ? Of(_testsOn, stream) : Of(_waitingIn, segment.Slot!.Value);

    private static HashSet<ulong> Of<TKey>(Dictionary<TKey, HashSet<ulong>> sets, TKey key)
        where TKey : notnull
    {
        if (!sets.TryGetValue(key, out HashSet<ulong>? set))
        {
            sets[key] = set = [];
        }

        return set;
    }
}
