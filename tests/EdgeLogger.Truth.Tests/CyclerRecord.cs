using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using EdgeLogger.Cycles;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Records;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Truth.Tests;

/// <summary>A recorded cell with the cycler's own answers beside it.</summary>
internal static class CyclerRecord
{
    public const string Maccor = "maccor-1c-24cyc";
    public const string Neware = "neware-anode-stepdown";
    public const string Arbin = "arbin-si-halfcell";

    /// <summary>One line of NAME.half.csv.</summary>
    public sealed record Half(string Direction, long FirstRow, long LastRow, double Ah, double Wh)
    {
        public double StartS { get; init; }

        public double EndS { get; init; }

        public double MeanV { get; init; }

        public double MedianA { get; init; }
    }

    public static string PathOf(string fileName)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EdgeLogger.sln")))
            {
                string path = Path.Combine(folder.FullName, "..", "shared", "cycling-data", fileName);
                Assert.SkipUnless(File.Exists(path),
                    $"{path} is not there: the cyclers' records are not part of the repository.");
                return path;
            }
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    public static List<Half> TrueHalves(string name)
    {
        var halves = new List<Half>();
        foreach (string line in File.ReadAllLines(PathOf(name + ".half.csv"))[1..])
        {
            string[] fields = line.Split(',');
            halves.Add(new Half(
                fields[1],
                long.Parse(fields[3], CultureInfo.InvariantCulture),
                long.Parse(fields[4], CultureInfo.InvariantCulture),
                double.Parse(fields[7], CultureInfo.InvariantCulture),
                double.Parse(fields[8], CultureInfo.InvariantCulture))
            {
                StartS = double.Parse(fields[5], CultureInfo.InvariantCulture),
                EndS = double.Parse(fields[6], CultureInfo.InvariantCulture),
                MeanV = double.Parse(fields[9], CultureInfo.InvariantCulture),
                MedianA = double.Parse(fields[12], CultureInfo.InvariantCulture),
            });
        }

        return halves;
    }

    public static List<Sample> Samples(string name)
    {
        var samples = new List<Sample>();
        using var file = RecordFile.Open(PathOf(name + ".csv.gz"));
        while (file.TryRead(out RecordRow row))
        {
            samples.Add(row.Sample);
        }

        return samples;
    }

    public static (List<HalfCycle> Halves, List<Cycle> Cycles) Run(string name, CycleEngineOptions options)
    {
        var engine = new CycleEngine(options);
        foreach (Sample sample in Samples(name))
        {
            engine.Add(sample);
        }

        engine.Finish();
        var halves = new List<HalfCycle>();
        while (engine.TryTakeHalf(out HalfCycle half))
        {
            halves.Add(half);
        }

        var cycles = new List<Cycle>();
        while (engine.TryTakeCycle(out Cycle cycle))
        {
            cycles.Add(cycle);
        }

        return (halves, cycles);
    }
}
