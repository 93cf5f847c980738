using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using EdgeLogger.Cycles.DifferentialCapacity;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;

namespace EdgeLogger.Cycles.Tests;

/// <summary>Stored results say by which version of the engine they were derived.</summary>
public sealed class EngineVersionTests
{
    private const string Golden = "1 5B5804FE87E86021";

    [Fact]
    public void The_version_grows_when_a_fixed_record_gives_other_numbers()
    {
        StringBuilder text = new();
        CycleEngine engine = new(new CycleEngineOptions { Details = true, Steps = true });
        CellTrends trends = new(new TrendOptions { FormationCycles = 1, CorrectTemperature = true });
        foreach (Sample sample in Record())
        {
            engine.Add(sample, new CellConditions(25 + (sample.TimeS % 7200 / 7200), 50));
        }

        engine.Finish();
        while (engine.TryTakeHalf(out HalfCycle? half))
        {
            Write(text, half);
        }

        while (engine.TryTakeStep(out Step? step))
        {
            Write(text, step);
        }

        while (engine.TryTakeCycle(out Cycle? cycle))
        {
            if (trends.Add(cycle, CyclePeaks.None))
            {
                Write(text, trends.Latest!);
            }
        }

        string hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
        Assert.True(text.Length > 10_000, $"only {text.Length} characters of results");
        Assert.True($"{CycleEngine.Version} {hash}" == Golden, "The same record gives other numbers than before. If that is "
            + $"meant: raise CycleEngine.Version, note it in the changelog, and set Golden to \"VERSION {hash}\".");
    }

    // A cell that fades: constant currents, held voltages, rests, and pulses.
    private static List<Sample> Record()
    {
        CellScript script = new(capacityAh: 1);
        for (int cycle = 0; cycle < 8; cycle++)
        {
            double share = 0.9 - (0.01 * cycle);
            script.Constant(0.5, 3600 * 2 * share).Hold(0.5, 300).Rest(600).Constant(-0.5, 3600 * 2 * share).Rest(300)
                .Constant(-1, 10).Rest(600);
        }

        return script.Samples;
    }

    // Twelve digits: another processor may round the last ones otherwise.
    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                break;
            case double number:
                text.Append(number.ToString("G12", CultureInfo.InvariantCulture));
                break;
            case IEnumerable many and not string:
                many.Cast<object?>().ToList().ForEach(one => Write(text, one));
                break;
            case var plain when plain.GetType().Namespace?.StartsWith("EdgeLogger", StringComparison.Ordinal) == true
                && !plain.GetType().IsEnum:
                foreach (PropertyInfo property in plain.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
                    .Where(one => one.GetIndexParameters().Length == 0).OrderBy(one => one.Name, StringComparer.Ordinal))
                {
                    text.Append(property.Name).Append('=');
                    Write(text, property.GetValue(plain));
                }

                break;
            default:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }

        text.Append(' ');
    }
}
