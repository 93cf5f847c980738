using System;
using System.Collections.Generic;

namespace EdgeLogger.VirtualBench.Cells.Reference;

/// <summary>
/// The simulated cells that stand in for the published ones: LiIn, halide electrolyte, 10 mm die, 25 degC. The published results
/// are put into them, so they predict nothing; they are what a measuring chain must give back.
/// </summary>
public static class ReferenceCells
{
    /// <summary>1C, mA per gram of active mass.</summary>
    public const double OneCMilliAmpPerG = 200;

    private const double AreaCm2 = 0.7854;
    private const double LoadingGPerCm2 = 7.64e-3;
    private const double UpperV = 4.6;
    private const double FormedEfficiency = 0.998;
    private const double RestS = 600;
    private const double SweepVPerS = 1e-4;

    // Charge of a peak: 1 mAh, for a die of 6 mg.
    private const double SweepPeakA = 0.957e-3;

    /// <summary>0.05C and 0.2C at twice the loading: 3.15 and 2.5 mAh/cm2.</summary>
    public static ReferenceRecipe HighLoading { get; } = ReferenceRecipe.Tungstate with
    {
        Rates = [new(0.05, 3.15 / (2 * LoadingGPerCm2), 3.52, 0.32), new(0.2, 2.5 / (2 * LoadingGPerCm2), 3.45, 0.46)],
    };

    /// <summary>0.2C, 100 cycles.</summary>
    public static ReferenceAgeing Slow { get; } = new(0.2, 100, 0.923, 0.58e-3);

    /// <summary>0.2C, 100 cycles at twice the loading.</summary>
    public static ReferenceAgeing SlowHighLoading { get; } = new(0.2, 100, 0.881, 0.58e-3);

    /// <summary>0.5C, 500 cycles, with Li2WO4.</summary>
    public static ReferenceAgeing Medium { get; } = new(0.5, 500, 0.772, 0.58e-3);

    /// <summary>0.5C, 500 cycles, bare; the decay is published as larger.</summary>
    public static ReferenceAgeing MediumBare { get; } = new(0.5, 500, 0.612, 1.1e-3);

    /// <summary>1C, 1,200 cycles.</summary>
    public static ReferenceAgeing Fast { get; } = new(1, 1200, 0.841, 0.2e-3, LowerV: 2.2);

    /// <summary>All of them.</summary>
    /// <param name="share">Share of the cycles of a long test that is run, 1 for all; five cycles at least.</param>
    public static IReadOnlyList<ReferenceCell> All(double share) =>
    [
        RateTest("lrmo-rates", ReferenceRecipe.Lrmo, share),
        RateTest("5w-rates", ReferenceRecipe.Tungstate, share),
        LongTest("5w-slow", ReferenceRecipe.Tungstate, Slow, 1, share),
        LongTest("5w-high-loading", HighLoading, SlowHighLoading, 2, share),
        LongTest("lrmo-medium", ReferenceRecipe.Lrmo, MediumBare, 1, share),
        LongTest("5w-medium", ReferenceRecipe.Tungstate, Medium, 1, share),
        LongTest("5w-fast", ReferenceRecipe.Tungstate, Fast, 1, share),
        Sweep("lrmo-sweep", ReferenceRecipe.Lrmo),
        Sweep("5w-sweep", ReferenceRecipe.Tungstate),
    ];

    /// <summary>How many cycles of a long test are run.</summary>
    public static int CyclesOf(ReferenceAgeing ageing, double share)
    {
        ArgumentNullException.ThrowIfNull(ageing);
        return Math.Max(5, (int)Math.Round(ageing.Cycles * share));
    }

    /// <summary>The first cycle at 0.05C, then the rates, then 0.1C again; one cycle each, or three in the whole test.</summary>
    private static ReferenceCell RateTest(string name, ReferenceRecipe recipe, double share)
    {
        double massG = AreaCm2 * LoadingGPerCm2;
        ReferenceScript script = new();
        script.Rest(RestS, 3.0, 3.0);
        ReferenceRate first = recipe.Rates[0];
        double firstAh = first.CapacityMAhPerG * massG / 1000;
        double currentA = first.CRate * OneCMilliAmpPerG * massG / 1000;
        script.Flow(currentA, firstAh / recipe.FirstEfficiency, ReferenceCurve.FirstCharge());
        script.Rest(RestS, UpperV - 0.05, UpperV - 0.15);
        script.Flow(-currentA, firstAh, ReferenceCurve.Discharge(UpperV, 2.0, first.DischargeV));
        script.Rest(RestS, 2.1, 2.3);
        for (int i = 1; i <= recipe.Rates.Count; i++)
        {
            ReferenceRate rate = i < recipe.Rates.Count ? recipe.Rates[i] : recipe.Rates[1]
                with
            { CapacityMAhPerG = recipe.BackMAhPerG };
            for (int cycle = 0; cycle < CyclesPerRate(share); cycle++)
            {
                Cycle(script, rate, 2.0, massG, 0);
            }
        }

        return new ReferenceCell(name, recipe, AreaCm2, massG, script);
    }

    /// <summary>Cycles at each rate of the rate test.</summary>
    /// <param name="share">As in <see cref="All"/>.</param>
    public static int CyclesPerRate(double share) => share >= 1 ? 3 : 1;

    /// <summary>A formed cell at one rate; at high loading one cycle at 0.05C comes first.</summary>
    private static ReferenceCell LongTest(string name, ReferenceRecipe recipe, ReferenceAgeing ageing, int loadings, double share)
    {
        double massG = AreaCm2 * LoadingGPerCm2 * loadings;
        ReferenceScript script = new();
        script.Rest(RestS, 2.3, 2.3);
        if (loadings > 1)
        {
            Cycle(script, recipe.Rates[0], ageing.LowerV, massG, 0);
        }

        ReferenceRate fresh = recipe.At(ageing.CRate);
        for (int cycle = 1; cycle <= CyclesOf(ageing, share); cycle++)
        {
            ReferenceRate aged = fresh with { CapacityMAhPerG = fresh.CapacityMAhPerG * ageing.RetentionAt(cycle) };
            Cycle(script, aged, ageing.LowerV, massG, ageing.DecayVPerCycle * (cycle - 1));
        }

        return new ReferenceCell(name, recipe, AreaCm2, massG, script) { Ageing = ageing };
    }

    private static ReferenceCell Sweep(string name, ReferenceRecipe recipe)
    {
        ReferenceScript script = new();
        script.Rest(RestS, 2.0, 2.0);
        script.Sweep(2.0, UpperV, SweepVPerS, SweepPeakA, recipe.SweepPolarisationV);
        script.Rest(RestS, 2.0, 2.0);
        return new ReferenceCell(name, recipe, AreaCm2, AreaCm2 * LoadingGPerCm2, script) { Sweeps = 1 };
    }

    private static void Cycle(ReferenceScript script, ReferenceRate rate, double lowerV, double massG, double decayV)
    {
        double currentA = rate.CRate * OneCMilliAmpPerG * massG / 1000;
        double chargeAh = rate.CapacityMAhPerG * massG / 1000;
        double dischargeV = rate.DischargeV - decayV;
        double chargeStartV = lowerV + 0.4;
        script.Flow(currentA, chargeAh / FormedEfficiency,
            ReferenceCurve.Charge(chargeStartV, UpperV, dischargeV + rate.PolarisationV));
        script.Rest(RestS, UpperV - 0.05, UpperV - 0.15);
        script.Flow(-currentA, chargeAh, ReferenceCurve.Discharge(UpperV, lowerV, dischargeV));
        script.Rest(RestS, lowerV + 0.1, lowerV + 0.3);
    }
}
