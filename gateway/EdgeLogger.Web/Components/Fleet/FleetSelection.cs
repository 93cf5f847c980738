using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Web.Finding;
using EdgeLogger.Web.Live;

namespace EdgeLogger.Web.Components.Fleet;

/// <summary>
/// Chooses, orders and groups cells as a <see cref="FleetQuery"/> says. What is not known stands at the end either way.
/// </summary>
public static class FleetSelection
{
    /// <summary>The groups, in order of their names.</summary>
    public static IReadOnlyList<FleetGroup> Of(IReadOnlyList<CellLive> cells, FleetQuery query)
    {
        IEnumerable<CellLive> chosen = Sorted(cells.Where(cell => Matches(cell, query)), query);
        return query.Group == FleetGrouping.None
            ? [new FleetGroup("", [.. chosen])]
            : [.. chosen.GroupBy(cell => GroupName(cell, query.Group)).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new FleetGroup(group.Key, [.. group]))];
    }

    /// <summary>Of tests without a row those that the text finds; none where a state or alerts are asked for.</summary>
    public static IReadOnlyList<FoundTest> Of(IReadOnlyList<FoundTest> waiting, FleetQuery query) =>
        query.State is null && !query.WithAlerts
        ? [.. waiting.Where(test => IsFound(query.Text, test.Name, $"{test.Run.SlotNow}", test.Cell.Metadata.Cohort))]
        : [];

    private static bool Matches(CellLive cell, FleetQuery query) =>
        (query.State is null || cell.State == query.State)
        && (!query.WithAlerts || cell.OpenAlerts > 0)
        && IsFound(query.Text, cell.Name, $"{cell.Snapshot.Cell.Board}/{cell.Snapshot.Cell.Slot}", cell.Metadata.Cohort);

    private static bool IsFound(string text, params string[] names) =>
        text.Length == 0 || names.Any(name => name.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<CellLive> Sorted(IEnumerable<CellLive> cells, FleetQuery query)
    {
        if (query.Sort == FleetSort.Name)
        {
            return query.Descending ? cells.Reverse() : cells;
        }

        return query.Descending
            ? cells.OrderBy(cell => Key(cell, query.Sort) is null).ThenByDescending(cell => Key(cell, query.Sort))
            : cells.OrderBy(cell => Key(cell, query.Sort) is null).ThenBy(cell => Key(cell, query.Sort));
    }

    private static double? Key(CellLive cell, FleetSort sort)
    {
        double? key = sort switch
        {
            // The gravest first, then by state: the order of the states is that of need.
            FleetSort.Attention => (cell.Worst is { } worst ? -10 * (1 + (int)worst) : 0) + (int)cell.State,
            FleetSort.Voltage => cell.Snapshot.Latest.VoltageV,
            FleetSort.Current => cell.Snapshot.Latest.CurrentA,
            FleetSort.Temperature => cell.Snapshot.Latest.TemperatureDegC,
            FleetSort.Pressure => cell.Snapshot.Latest.PressureMpa,
            FleetSort.Rate => cell.CRate,
            FleetSort.Step => cell.Step,
            FleetSort.Cycle => cell.Snapshot.LastCycle?.Number,
            FleetSort.Capacity => cell.Snapshot.LastCycle?.Discharge?.Ah,
            FleetSort.Retention => cell.PlainRetention,
            _ => -cell.NewestMs,
        };
        return key is { } known && double.IsNaN(known) ? null : key;
    }

    private static string GroupName(CellLive cell, FleetGrouping group) => group switch
    {
        FleetGrouping.Cohort => cell.Metadata.Cohort.Length > 0 ? cell.Metadata.Cohort : "No cohort",
        FleetGrouping.Board => cell.Snapshot.Cell.Board,
        FleetGrouping.Slot => "Slot " + cell.Snapshot.Cell.Slot.ToString(CultureInfo.InvariantCulture),
        _ => StateText.Of(cell.State),
    };
}

/// <summary>Cells shown together.</summary>
/// <param name="Name">What they have in common; empty if everything is one group.</param>
/// <param name="Cells">The cells, in order.</param>
public sealed record FleetGroup(string Name, IReadOnlyList<CellLive> Cells);
