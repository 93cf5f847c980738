using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.VirtualBench.Cells.Reference;

/// <summary>
/// A cathode as its publication describes it, and what a simulated cell needs beyond that. docs/specs/reference.md says which
/// numbers are published and which are assumed.
/// </summary>
public sealed record ReferenceRecipe
{
    public required string Name { get; init; }

    /// <summary>Discharge over charge of the first cycle, at 0.05C.</summary>
    public required double FirstEfficiency { get; init; }

    /// <summary>The rates of the rate test in ascending order; the first is that of the first cycle.</summary>
    public required IReadOnlyList<ReferenceRate> Rates { get; init; }

    /// <summary>Capacity back at 0.1C after the rate test.</summary>
    public required double BackMAhPerG { get; init; }

    /// <summary>Anodic minus cathodic peak in cyclic voltammetry at 0.1 mV/s.</summary>
    public required double SweepPolarisationV { get; init; }

    /// <summary>The bare oxide.</summary>
    public static ReferenceRecipe Lrmo { get; } = new()
    {
        Name = "LRMO",
        FirstEfficiency = 0.6426,
        Rates =
        [
            new(0.05, 205.0, 3.52, 0.34), new(0.1, 180.1, 3.49, 0.40), new(0.2, 158.9, 3.46, 0.46), new(0.5, 130.4, 3.40, 0.58),
            new(1, 99.6, 3.33, 0.70),
        ],
        BackMAhPerG = 180,
        SweepPolarisationV = 0.42,
    };

    /// <summary>With 5 % Li2WO4.</summary>
    public static ReferenceRecipe Tungstate { get; } = new()
    {
        Name = "5W&LRMO",
        FirstEfficiency = 0.7483,
        Rates =
        [
            new(0.05, 240.0, 3.56, 0.26), new(0.1, 218.6, 3.54, 0.30), new(0.2, 201.5, 3.52, 0.35), new(0.5, 162.4, 3.46, 0.45),
            new(1, 130.2, 3.40, 0.56),
        ],
        BackMAhPerG = 210.2,
        SweepPolarisationV = 0.34,
    };

    /// <summary>The answer to a rate of the table.</summary>
    public ReferenceRate At(double cRate) => Rates.First(rate => rate.CRate == cRate);
}

/// <summary>How a recipe answers to one rate.</summary>
/// <param name="CRate">Current over 1C, 200 mA/g.</param>
/// <param name="CapacityMAhPerG">Discharge capacity.</param>
/// <param name="DischargeV">Mean discharge voltage of the fresh cell.</param>
/// <param name="PolarisationV">Mean charge voltage minus mean discharge voltage.</param>
public sealed record ReferenceRate(double CRate, double CapacityMAhPerG, double DischargeV, double PolarisationV);
