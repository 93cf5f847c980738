using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Results.Quantities;

namespace EdgeLogger.Gateway.Output;

/// <summary>
/// The unit in which the capacities of one table are shown: that in which the largest has one to three digits before the point.
/// </summary>
/// <param name="Factor">What makes Ah that unit.</param>
/// <param name="Unit">Its name; energies have W for its A.</param>
internal sealed record TableScale(double Factor, string Unit)
{
    /// <summary>The scale for some capacities.</summary>
    public static TableScale Of(IEnumerable<double> capacitiesAh)
    {
        (double factor, string unit) = CycleTable.CapacityUnit(capacitiesAh.DefaultIfEmpty(1).Max());
        return new TableScale(factor, unit);
    }

    /// <summary>How a quantity is shown beside capacities of this scale.</summary>
    public ShownAs Of(Quantity quantity) => quantity.Unit switch
    {
        "Ah" => new ShownAs(Unit, Factor, quantity.Shown.Decimals),
        "Wh" => new ShownAs(Unit.Replace('A', 'W'), Factor, quantity.Shown.Decimals),
        _ => quantity.Shown,
    };

    /// <summary>A column of a quantity.</summary>
    public FittedColumn<T> Column<T>(Quantity<T> quantity, int rank = 0)
    {
        ShownAs shown = Of(quantity);
        return new FittedColumn<T>(Heading(quantity.Heading, shown.Unit), quantity.Type switch
        {
            QuantityType.Text => quantity.Text,
            QuantityType.Whole => result => Whole.Text(quantity.Number(result)) ?? FittedTable.Unknown,
            _ => result => shown.Text(quantity.Number(result)) ?? FittedTable.Unknown,
        }, rank);
    }

    /// <summary>
    /// A column of how far a quantity may be off: half of what lies between the least and the most that it can be.
    /// </summary>
    public FittedColumn<T> Spread<T>(Quantity<T> low, Quantity<T> high, int rank = 0)
    {
        ShownAs shown = Of(low);
        return new FittedColumn<T>(Heading("+-", shown.Unit), result => shown.Text((high.Number(result) - low.Number(result)) / 2)
            ?? FittedTable.Unknown, rank);
    }

    private static ShownAs Whole { get; } = new("", 1, 0);

    private static string Heading(string heading, string unit) =>
        string.Join('\n', ((string[])[heading, unit]).Where(line => line.Length > 0));
}
