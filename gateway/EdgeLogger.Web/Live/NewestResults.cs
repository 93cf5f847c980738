using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Web.Live;

/// <summary>
/// The newest plain retention and the number of steps of each test: read from the store once, then kept up by what is reported
/// as it is
/// stored, so that a look at the fleet asks no database.
/// </summary>
internal sealed class NewestResults
{
    // A partial cycle has none: one of the last few has.
    private const int CyclesBack = 20;

    private readonly DerivedStore _store;
    private readonly ConcurrentDictionary<ulong, (double? PlainRetention, int Steps)> _newest = new();

    /// <param name="derivation">Reports what it stores.</param>
    public NewestResults(DerivationService derivation)
    {
        _store = derivation.Store;
        derivation.Stored += OnStored;
    }

    /// <summary>The newest plain retention, null before there is one, and how many steps have closed.</summary>
    public (double? PlainRetention, int Steps) Of(CellSnapshot cell) => _newest.GetOrAdd(cell.Cell.Id, test =>
        (Newest(_store.Reference(test), _store.Cycles(test, (cell.LastCycle?.Number ?? 1) - CyclesBack)),
            _store.StepCount(test)));

    // From a derivation's worker: it waits for nothing here.
    private void OnStored(CellUpdate update)
    {
        if (_newest.TryGetValue(update.Cell.Id, out (double? PlainRetention, int Steps) before))
        {
            _newest[update.Cell.Id] = (
                Newest(update.Reference, update.Cycles) ?? before.PlainRetention,
                update.Steps is [.., var step] ? step.Number : before.Steps);
        }
    }

    private static double? Newest(RetentionReference? reference, IEnumerable<Cycle> cycles) =>
        cycles.Select(cycle => reference?.RetentionOf(cycle)).LastOrDefault(retention => retention is not null);
}
