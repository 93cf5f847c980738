using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CsCheck;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Tests;

public sealed class CheckpointTests
{
    private const int LargestState = 8 * 1024;
    private static readonly CycleEngineOptions Detailed = new() { Details = true };

    [Fact]
    public void Saving_and_restoring_at_any_row_changes_no_bit()
    {
        Gen.Select(Gen.Int[1, 1000], Gen.Double[0, 1].Array[0, 5]).Sample(
            (seed, cuts) =>
            {
                List<Sample> samples = new GeneratedProtocol(seed).Samples;
                var rows = cuts.Select(cut => (int)(cut * samples.Count)).ToHashSet();
                return Same(Results.Of(samples), RunWithCuts(samples, rows, Results.Defaults))
                    && Same(Results.Of(samples, Detailed), RunWithCuts(samples, rows, Detailed));
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public void The_same_rows_give_the_same_state_to_the_last_bit()
    {
        List<Sample> samples = new GeneratedProtocol(7).Samples;
        var engine = new CycleEngine(Results.Defaults);
        var restored = new CycleEngine(Results.Defaults);
        foreach (Sample sample in samples)
        {
            engine.Add(sample);
            restored.Add(sample);
            Drain(engine);
            Drain(restored);
            byte[] state = Save(engine);
            Assert.True(state.AsSpan().SequenceEqual(Save(restored)));
            restored = CycleEngine.Restore(Results.Defaults, state);
        }
    }

    [Fact]
    public void The_state_is_less_than_8_kilobytes()
    {
        Assert.InRange(Save(new CycleEngine(Results.Defaults)).Length, 1, LargestState);
    }

    [Fact]
    public void A_state_that_is_none_is_refused()
    {
        byte[] state = Save(new CycleEngine(Results.Defaults));
        byte[] other = [.. state];
        other[0]++;

        Assert.Throws<InvalidDataException>(() => CycleEngine.Restore(Results.Defaults, state.AsSpan(1)));
        Assert.Throws<InvalidDataException>(() => CycleEngine.Restore(Results.Defaults, other));
        Assert.Throws<InvalidDataException>(() => CycleEngine.Restore(Results.Defaults, []));
    }

    [Fact]
    public void Results_that_wait_must_be_taken_before_the_state_is_saved()
    {
        var engine = new CycleEngine(new CycleEngineOptions { NominalAh = 1 });
        foreach (Sample sample in new CellScript().Rest(100).Constant(1, 3600).Constant(-1, 600).Samples)
        {
            engine.Add(sample);
        }

        Assert.Throws<InvalidOperationException>(() => engine.Save(new ArrayBufferWriter<byte>()));
        Drain(engine);
        Assert.NotEmpty(Save(engine));
    }

    private static Results RunWithCuts(List<Sample> samples, HashSet<int> rows, CycleEngineOptions options)
    {
        var results = new Results([], []);
        var engine = new CycleEngine(options);
        for (int row = 0; row < samples.Count; row++)
        {
            engine.Add(samples[row]);
            if (rows.Contains(row))
            {
                results.Take(engine);
                engine = CycleEngine.Restore(options, Save(engine));
            }
        }

        engine.Finish();
        results.Take(engine);
        return results;
    }

    /// <summary>Records compare their doubles bit by bit, but for NaN and the sign of zero, which do not occur here.</summary>
    private static bool Same(Results one, Results other) =>
        one.Halves.SequenceEqual(other.Halves) && one.Cycles.SequenceEqual(other.Cycles);

    private static void Drain(CycleEngine engine) => new Results([], []).Take(engine);

    private static byte[] Save(CycleEngine engine)
    {
        var bytes = new ArrayBufferWriter<byte>();
        engine.Save(bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
