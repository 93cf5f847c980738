using System;
using System.Collections.Generic;
using System.Threading;
using EdgeLogger.Fuzzing;
using EdgeLogger.Fuzzing.Generation;

namespace EdgeLogger.Fuzz.Tests;

/// <summary>The run itself finds what it is there to find.</summary>
public sealed class FuzzRunTests
{
    private static readonly TimeSpan LongestInput = TimeSpan.FromMinutes(2);

    [Fact]
    public void An_input_that_throws_ends_the_run_and_is_the_first_of_a_run_with_its_seed()
    {
        FuzzFailure found = Run(new FaultyTarget(input => input[0] == 7 ? throw new InvalidOperationException("seven") : true), 1,
            100_000).Failure!;
        FuzzTally again = Run(new FaultyTarget(_ => throw new InvalidOperationException("seven")), found.Seed, 100_000);
        Assert.Contains("seven", found.What, StringComparison.Ordinal);
        Assert.Equal(7, found.Input[0]);
        Assert.Equal(1, again.Tried);
        Assert.Equal(found.Input, again.Failure!.Input);
    }

    [Fact]
    public void An_input_that_has_too_much_memory_allocated_is_found() =>
        Assert.Contains("allocated", Run(new FaultyTarget(_ => new byte[1 << 24].Length > 0), 1, 3).Failure!.What,
            StringComparison.Ordinal);

    [Fact]
    public void Memory_that_inputs_leave_behind_is_found()
    {
        List<byte[]> kept = [];
        Assert.Contains("live heap has grown", Run(new FaultyTarget(_ =>
        {
            kept.Add(new byte[500_000]);
            return true;
        }), 1, 5000).Failure!.What, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_hangs_is_found_and_its_thread_is_left_behind()
    {
        using ManualResetEventSlim never = new();
        FuzzRun run = new(new FaultyTarget(_ =>
        {
            never.Wait(TestContext.Current.CancellationToken);
            return true;
        }), 5, TimeSpan.FromMilliseconds(10));
        FuzzFailure found = run.Run(now => now.Tried < 3, _ => { }).Failure!;
        never.Set();
        Assert.Equal(5UL, found.Seed);
        Assert.Contains("takes longer", found.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepted_and_refused_inputs_are_counted()
    {
        FuzzTally tally = Run(new FaultyTarget(input => input[0] >= 128), 1, 1000);
        Assert.Null(tally.Failure);
        Assert.Equal(1000, tally.Tried);
        Assert.InRange(tally.Accepted, 400, 600);
        Assert.Equal(1000 - tally.Accepted, tally.Refused);
        Assert.Equal(1001UL, tally.NextSeed);
    }

    [Fact]
    public void The_same_seed_makes_the_same_input_of_every_target()
    {
        foreach (string name in FuzzTargets.Names)
        {
            using FuzzTarget one = FuzzTargets.Make(name);
            using FuzzTarget other = FuzzTargets.Make(name);
            _ = one.Make(new FuzzRandom(3));
            Assert.Equal(other.Make(new FuzzRandom(4)), one.Make(new FuzzRandom(4)));
        }
    }

    private static FuzzTally Run(FuzzTarget target, ulong seed, int inputs) =>
        new FuzzRun(target, seed, LongestInput).Run(now => now.Tried < inputs, _ => { });

    private sealed class FaultyTarget(Func<byte[], bool> action) : FuzzTarget
    {
        public override string Name => "faulty";

        public override byte[] Make(FuzzRandom random) => random.Bytes(16);

        public override bool Try(byte[] input) => action(input);
    }
}
