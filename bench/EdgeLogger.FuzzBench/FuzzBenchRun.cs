using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using EdgeLogger.Fuzzing;

namespace EdgeLogger.FuzzBench;

/// <summary>Tries one target after another, and says how it goes.</summary>
internal sealed class FuzzBenchRun
{
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestInput = TimeSpan.FromSeconds(60);

    private readonly FuzzOptions _options;
    private readonly TextWriter _output;
    private readonly TextWriter _progress;

    public FuzzBenchRun(FuzzOptions options, TextWriter output, TextWriter progress)
    {
        _options = options;
        _output = output;
        _progress = progress;
    }

    /// <summary>Runs.</summary>
    /// <returns>Whether no input did harm. When one hangs, its thread is left behind.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public bool Run(CancellationToken cancellationToken)
    {
        bool isClean = true;
        Line(_output, $"fuzz: seed {_options.Seed}, {_options.For.TotalMinutes / _options.Targets.Count:0.##} min a target");
        Line(_output, $"{"target",-10}{"inputs",12}{"accepted",12}{"refused",12}{"slowest",12}{"most memory",14}");
        foreach (string name in _options.Targets)
        {
            isClean &= Try(name, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return isClean;
    }

    private bool Try(string name, CancellationToken cancellationToken)
    {
        FuzzTarget target = FuzzTargets.Make(name);
        long beganAt = TimeProvider.System.GetTimestamp();
        long saidAt = beganAt;
        TimeSpan share = _options.For / _options.Targets.Count;
        FuzzTally tally = new FuzzRun(target, _options.Seed, LongestInput).Run(
            _ => !cancellationToken.IsCancellationRequested && TimeProvider.System.GetElapsedTime(beganAt) < share,
            now =>
            {
                if (TimeProvider.System.GetElapsedTime(saidAt) >= SayEvery)
                {
                    saidAt = TimeProvider.System.GetTimestamp();
                    Line(_progress, $"  {name}: {now.Tried:N0} inputs so far, at seed {now.NextSeed}");
                }
            });
        Line(_output,
            $"{name,-10}{tally.Tried,12:N0}{tally.Accepted,12:N0}{tally.Refused,12:N0}{tally.Slowest.TotalMilliseconds,9:N1} "
            + $"ms{tally.MostBytes / 1024.0,10:N0} KiB");
        if (tally.Failure is { } failure)
        {
            Report(failure);
            return false;
        }

        target.Dispose();
        return true;
    }

    private void Report(FuzzFailure failure)
    {
        string path = Path.Combine(
            Directory.CreateTempSubdirectory("edgelogger-fuzz-found-").FullName, failure.Target + ".input");
        File.WriteAllBytes(path, failure.Input);
        Line(_output, $"FAILED {failure.Target}, seed {failure.Seed}, {failure.Input.Length} bytes in {path}");
        Line(_output, $"{failure.What}");
        Line(_output, $"To repeat it: ./edgelogger bench fuzz --minutes 1 --seed {failure.Seed} --target {failure.Target}");
    }

    private static void Line(TextWriter to, string text)
    {
        to.WriteLine(text);
        to.Flush();
    }
}

/// <summary>What is tried, and for how long.</summary>
/// <param name="For">How long in all; shared by the targets.</param>
/// <param name="Seed">The seed of each target's first input.</param>
/// <param name="Targets">Names of the targets.</param>
internal sealed record FuzzOptions(TimeSpan For, ulong Seed, IReadOnlyList<string> Targets);
