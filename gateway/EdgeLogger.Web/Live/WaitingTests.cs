using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Web.Finding;

namespace EdgeLogger.Web.Live;

/// <summary>
/// Tests that are in a slot and of which no row has come: the slot would be missing from the fleet. Read from the book once, then
/// kept up by its changes. Not thread-safe.
/// </summary>
internal sealed class WaitingTests(GatewayView view)
{
    private readonly Dictionary<ulong, FoundTest> _running = [];
    private long? _version;

    /// <summary>The version of the book that was looked at last; 0: it has not been read.</summary>
    public long BookVersion => _version ?? 0;

    /// <summary>The tests, by board and slot; the same list while they are the same.</summary>
    public IReadOnlyList<FoundTest> Now { get; private set; } = [];

    /// <summary>Looks at the book, and at what has come.</summary>
    public void Refresh()
    {
        FollowBook();
        FoundTest[] waiting =
        [
            .. _running.Values.Where(test =>
                    view.Derivation.SnapshotOf(test.Id) is null && view.Derivation.Store.Find(test.Id) is null)
                .OrderBy(test => test.Key.Board, StringComparer.Ordinal).ThenBy(test => test.Key.Slot),
        ];
        Now = waiting.SequenceEqual(Now) ? Now : waiting;
    }

    private void FollowBook()
    {
        long version = view.Book.Version;
        if (version == _version)
        {
            return;
        }

        IEnumerable<ulong> changed = _version is { } before
            ? view.Book.ChangesSince(before).Tests
            : view.Book.Plans().Where(test => test.Segments.Any(segment => segment.IsOpen)).Select(test => test.Id);
        foreach (ulong test in changed.ToArray())
        {
            _running.Remove(test);
            if (view.Tests.Test(test) is { IsRunning: true } running)
            {
                _running.Add(test, running);
            }
        }

        // What changed meanwhile is read again at the next look.
        _version = version;
    }
}
