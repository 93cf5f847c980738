using System;
using System.Linq;
using System.Text;
using EdgeLogger.Fuzzing;

namespace EdgeLogger.Fuzz.Tests;

/// <summary>A short run of every target; edgelogger bench fuzz runs them for as long as one likes, from any seed.</summary>
public sealed class TargetTests
{
    private const ulong Seed = 20_261_201;

    private static readonly TimeSpan LongestInput = TimeSpan.FromMinutes(2);

    /// <summary>Each target, and how many inputs it gets here.</summary>
    public static TheoryData<string, int> Targets => new()
    {
        { "frames", 4000 },
        { "acks", 4000 },
        { "schemas", 800 },
        { "states", 800 },
        { "answers", 300 },
        { "topics", 3000 },
        { "queries", 800 },
        { "accounts", 100 },
        { "rules", 1000 },
        { "records", 200 },
        { "cells", 60 },
        { "http", 600 },
        { "gateway", 4 },
    };

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_input_does_harm(string name, int inputs)
    {
        using FuzzTarget target = FuzzTargets.Make(name);
        FuzzTally tally = new FuzzRun(target, Seed, LongestInput).Run(now => now.Tried < inputs, _ => { });
        Assert.True(tally.Failure is null, Describe(tally.Failure));
        Assert.Equal(inputs, tally.Tried);
        // Inputs that are all refused try nothing but the refusal.
        Assert.True(tally.Accepted >= inputs / 100, $"seed {Seed}: only {tally.Accepted} of {inputs} inputs were accepted");
    }

    [Fact]
    public void Every_target_is_tried_here() => Assert.Equal(FuzzTargets.Names, Targets.Select(target => target.Data.Item1));

    private static string Describe(FuzzFailure? failure) => failure is null ? "" :
        $"{failure.Target}, seed {failure.Seed}: {failure.What}\nTo repeat it: ./edgelogger bench fuzz --minutes 1 --seed "
            + $"{failure.Seed} --target {failure.Target}\n{Encoding.UTF8.GetString(failure.Input)}";
}
