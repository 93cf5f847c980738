using System.Collections.Generic;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Tests;

/// <summary>Runs an engine to the end of a record and takes all it found.</summary>
internal sealed record Results(List<HalfCycle> Halves, List<Cycle> Cycles)
{
    public static readonly CycleEngineOptions Defaults = new();

    public static Results Of(IEnumerable<Sample> samples) => Of(samples, Defaults);

    public static Results Of(IEnumerable<Sample> samples, CycleEngineOptions options)
    {
        var engine = new CycleEngine(options);
        foreach (Sample sample in samples)
        {
            engine.Add(sample);
        }

        engine.Finish();
        var results = new Results([], []);
        results.Take(engine);
        return results;
    }

    public void Take(CycleEngine engine)
    {
        while (engine.TryTakeHalf(out HalfCycle half))
        {
            Halves.Add(half);
        }

        while (engine.TryTakeCycle(out Cycle cycle))
        {
            Cycles.Add(cycle);
        }
    }
}
