using EdgeLogger.Cells.Names;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cells.Model;

/// <summary>What a user says of a test, besides when and where it runs.</summary>
public sealed record TestSettings
{
    /// <summary>What it is run under.</summary>
    public TestConditions Conditions { get; init; } = new();

    /// <summary>Which half of a cycle comes first in this test; Auto: as the cell says.</summary>
    public CycleOrder Order { get; init; }

    /// <summary>Nominal capacity in this test, Ah; null: the cell's.</summary>
    public double? NominalAh { get; init; }

    internal TestSettings Checked() => NominalAh is { } nominal && !(nominal > 0 && double.IsFinite(nominal))
        ? throw new CellBookException($"A nominal capacity of {nominal} Ah is none. Give a number above 0, or none.")
        : this with { Conditions = Conditions.Checked() };
}
