using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Tests;

public sealed class StepTests
{
    private static readonly CycleEngineOptions WithSteps = new() { NominalAh = 1, Steps = true };

    [Fact]
    public void A_charge_with_a_held_voltage_a_rest_and_a_discharge_are_four_steps()
    {
        List<Step> steps = Of(
            new CellScript(1, () => 5).Rest(60).Constant(1, 2700).Hold(1, 600).Rest(600).Constant(-1, 3000).Samples);
        Assert.Equal(
            [StepKind.Rest, StepKind.ConstantCurrent, StepKind.ConstantVoltage, StepKind.Rest, StepKind.ConstantCurrent],
            steps.Select(step => step.Kind));
        Assert.Equal(0.75, steps[1].Ah, 0.01);
    }

    [Fact]
    public void Titration_is_pulses_and_rests()
    {
        var script = new CellScript(1, () => 1);
        script.Rest(60);
        for (int i = 0; i < 10; i++)
        {
            script.Constant(0.1, 600).Rest(900);
        }

        List<Step> steps = Of(script.Samples);
        Assert.Equal(10, steps.Count(step => step.Kind == StepKind.Pulse));
        Assert.Equal(11, steps.Count(step => step.Kind == StepKind.Rest));
        Assert.Equal(21, steps.Count);
    }

    [Theory]
    [InlineData(1e-3, 1)]
    [InlineData(1e-4, 10)]
    public void Cyclic_voltammetry_is_one_sweep_up_and_one_down(double rateVPerS, double intervalS)
    {
        List<Step> steps = Of(Voltammogram(rateVPerS, intervalS));
        Step[] sweeps = [.. steps.Where(step => step.Kind == StepKind.Sweep)];
        Assert.Equal(2, sweeps.Length);
        Assert.Equal(rateVPerS, sweeps[0].VoltageRateVPerS, rateVPerS * 0.02);
        Assert.Equal(-rateVPerS, sweeps[1].VoltageRateVPerS, rateVPerS * 0.02);
    }

    [Fact]
    public void A_current_that_never_stays_is_dynamic()
    {
        var random = new Random(3);
        var script = new CellScript(1, () => 1);
        script.Rest(60).Constant(1, 1000);
        for (int i = 0; i < 600; i++)
        {
            script.Constant(-0.2 - random.NextDouble(), 1);
        }

        List<Step> steps = Of(script.Rest(300).Samples);
        Assert.Contains(steps, step => step.Kind == StepKind.Dynamic && step.DurationS > 300);
        Assert.Equal(StepKind.Rest, steps[^1].Kind);
    }

    /// <summary>What passes between two steps is the later one's, so that nothing is lost or counted twice.</summary>
    [Fact]
    public void The_charge_of_the_steps_adds_up_to_that_of_the_record()
    {
        for (int seed = 1; seed <= 40; seed++)
        {
            List<Sample> samples = new GeneratedProtocol(seed).Samples;
            double total = 0;
            foreach ((Sample from, Sample to) in samples.Zip(samples.Skip(1)))
            {
                total += 0.5 * (from.CurrentA + to.CurrentA) * (to.TimeS - from.TimeS) / 3600;
            }

            List<Step> steps = Of(samples, new CycleEngineOptions { Steps = true, CorrectTriggeredReadings = false });
            Assert.True(Math.Abs(total - steps.Sum(step => step.Ah)) < 1e-6 * samples.Count, $"seed {seed}");
            Assert.All(steps.Zip(steps.Skip(1)), pair => Assert.True(pair.First.LastRow < pair.Second.FirstRow, $"seed {seed}"));
        }
    }

    [Fact]
    public void Steps_that_wait_must_be_taken_before_the_state_is_saved()
    {
        var engine = new CycleEngine(WithSteps);
        foreach (Sample sample in new CellScript().Rest(100).Constant(1, 100).Samples)
        {
            engine.Add(sample);
        }

        Assert.Throws<InvalidOperationException>(() => engine.Save(new System.Buffers.ArrayBufferWriter<byte>()));
    }

    private static IEnumerable<Sample> Voltammogram(double rateVPerS, double intervalS)
    {
        double halfS = 2 / rateVPerS;
        for (double t = 0; t <= 2 * halfS; t += intervalS)
        {
            double v = t < halfS ? 2.5 + (rateVPerS * t) : 4.5 - (rateVPerS * (t - halfS));
            double peak = t < halfS ? Math.Exp(-Math.Pow((v - 3.9) / 0.15, 2)) : -Math.Exp(-Math.Pow((v - 3.5) / 0.15, 2));
            yield return new Sample(t, v, 1e-3 * (peak + (t < halfS ? 0.05 : -0.05)));
        }
    }

    private static List<Step> Of(IEnumerable<Sample> samples) => Of(samples, WithSteps);

    private static List<Step> Of(IEnumerable<Sample> samples, CycleEngineOptions options)
    {
        var engine = new CycleEngine(options);
        foreach (Sample sample in samples)
        {
            engine.Add(sample);
        }

        engine.Finish();
        var steps = new List<Step>();
        while (engine.TryTakeStep(out Step step))
        {
            steps.Add(step);
        }

        return steps;
    }
}
