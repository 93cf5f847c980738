using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Tests;

/// <summary>The library's README shows code that is compiled and run here, line by line.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_example_prints_the_cycles_of_a_record()
    {
        List<Sample> samples = new CellScript().Rest(60).Constant(1, 3000).Rest(600).Constant(-1, 2970).Rest(600)
            .Constant(1, 3000).Samples;
        var shown = new StringWriter();
        Example(samples, shown);
        Assert.Contains("0.8250 Ah", shown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_readme_shows_the_example()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EdgeLogger.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        string readme = File.ReadAllText(Path.Combine(folder.FullName, "gateway", "EdgeLogger.Cycles", "README.md"));
        string test = File.ReadAllText(
            Path.Combine(folder.FullName, "tests", "EdgeLogger.Cycles.Tests", nameof(ReadmeTests) + ".cs"));
        string[] shown = Lines(readme.Split("```csharp")[1].Split("```")[0]);
        string[] compiled = Lines(test.Split("// README" + " begins")[1].Split("// README" + " ends")[0]);
        Assert.Equal(shown, compiled);
    }

    private static string[] Lines(string text) =>
        [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    private static void Example(IEnumerable<Sample> samples, StringWriter Console)
    {
        // README begins
        var engine = new CycleEngine(new CycleEngineOptions { Details = true });
        foreach (Sample sample in samples)
        {
            engine.Add(sample);
            while (engine.TryTakeCycle(out Cycle cycle))
            {
                Console.WriteLine($"{cycle.Number} {cycle.Discharge?.Ah:F4} Ah, {cycle.CoulombicEfficiency:P2}");
            }
        }

        engine.Finish();
        // README ends
    }
}
