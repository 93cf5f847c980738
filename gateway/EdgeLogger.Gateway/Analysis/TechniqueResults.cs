using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Techniques;

namespace EdgeLogger.Gateway.Analysis;

/// <summary>What a record holds beside cycling; empty where it does not.</summary>
public sealed record TechniqueResults(
    IReadOnlyList<GittPoint> Gitt, IReadOnlyList<IciPoint> Ici, IReadOnlyList<Voltammogram> Voltammograms)
{
    // Of a titration's pulses each passes little, and there are many of them.
    private const double PulseShare = 0.1;
    private const int FewestPoints = 5;

    // Rests between half cycles are interruptions too.
    private const int InterruptionsAHalf = 2;

    public static TechniqueResults None { get; } = new([], [], []);

    /// <summary>Keeps what was asked for; if nothing was, what the record is surely one of.</summary>
    internal TechniqueResults Choose(TechniqueChoice wanted, IReadOnlyList<HalfCycle> halves, IReadOnlyList<Step> steps) =>
        wanted switch
        {
            TechniqueChoice.Gitt => None with { Gitt = Gitt },
            TechniqueChoice.Ici => None with { Ici = Ici },
            TechniqueChoice.Voltammetry => None with { Voltammograms = Voltammograms },
            TechniqueChoice.None => None,
            _ => Detected(halves, steps),
        };

    private TechniqueResults Detected(IReadOnlyList<HalfCycle> halves, IReadOnlyList<Step> steps)
    {
        double largestAh = halves.Select(half => half.Ah).DefaultIfEmpty(0).Max();
        GittPoint[] pulses = [.. Gitt.Where(point => Math.Abs(point.ChargeAh) <= PulseShare * largestAh)];
        // A few steps of falling current with rests between them are none: a titration fills its half cycle.
        bool titrates = halves.Any(
            half => pulses.Count(point => point.TimeS >= half.StartS && point.TimeS <= half.EndS) >= FewestPoints);
        double sweptS = steps.Where(step => step.Kind == StepKind.Sweep).Sum(step => step.DurationS);
        double activeS = steps.Where(step => step.Kind != StepKind.Rest).Sum(step => step.DurationS);
        return new TechniqueResults(
            titrates ? pulses : [],
            Ici.Count >= FewestPoints && Ici.Count > InterruptionsAHalf * halves.Count ? Ici : [],
            sweptS > activeS / 2 ? Voltammograms : []);
    }
}

/// <summary>Which technique a record is looked through for.</summary>
internal enum TechniqueChoice
{
    /// <summary>Those that the record shows.</summary>
    Auto,
    Gitt,
    Ici,
    Voltammetry,
    None,
}
