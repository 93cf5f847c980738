using System.Collections.Concurrent;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Web.Live;

/// <summary>
/// The newest trend and the number of steps of each stream: read from the store once, then kept up by what is reported as it is
/// stored, so that a look at the fleet asks no database.
/// </summary>
internal sealed class NewestResults
{
    // A partial cycle has no trend: one of the last few has.
    private const int CyclesBack = 20;

    private readonly DerivedStore _store;
    private readonly ConcurrentDictionary<ulong, (CycleTrend? Trend, int Steps)> _newest = new();

    /// <param name="derivation">Reports what it stores.</param>
    public NewestResults(DerivationService derivation)
    {
        _store = derivation.Store;
        derivation.Stored += OnStored;
    }

    /// <summary>The newest trend, null before the first complete cycle, and how many steps have closed.</summary>
    public (CycleTrend? Trend, int Steps) Of(CellSnapshot cell) => _newest.GetOrAdd(cell.Cell.Id, stream =>
        (_store.Trends(stream, (cell.LastCycle?.Number ?? 1) - CyclesBack) is [.., var trend] ? trend : null,
            _store.StepCount(stream)));

    // From a derivation's worker: it waits for nothing here.
    private void OnStored(CellUpdate update)
    {
        if (_newest.TryGetValue(update.Cell.Id, out (CycleTrend? Trend, int Steps) before))
        {
            _newest[update.Cell.Id] = (
                update.Trends is [.., var trend] ? trend : before.Trend, update.Steps is [.., var step]
                ? step.Number
                : before.Steps);
        }
    }
}
