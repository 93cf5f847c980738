using System;
using System.Globalization;
using System.IO;

namespace EdgeLogger.Harness;

/// <summary>Writes a record of constant-current cycles, as a cycler would.</summary>
public static class RecordMaker
{
    /// <summary>Writes a record.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cycles">Charge, rest, discharge, rest; each discharge a little shorter than the one before.</param>
    /// <param name="currentA">Current either way.</param>
    /// <param name="halfS">Length of the first half cycle, s.</param>
    /// <param name="fadePerCycle">By how much of that each cycle is shorter than the one before.</param>
    public static void Write(string path, int cycles, double currentA, double halfS, double fadePerCycle = 0.01)
    {
        using StreamWriter file = new(path);
        file.WriteLine("time_s,voltage_V,current_A,temperature_degC");
        double timeS = 0;
        void Row(double voltageV, double amperes) =>
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{timeS:F2},{voltageV:F5},{amperes:F6},25.0"));
        for (int cycle = 0; cycle < cycles; cycle++)
        {
            double lengthS = halfS * (1 - (fadePerCycle * cycle));
            Step(+1, 2.5, 4.2, lengthS);
            Step(-1, 4.1, 2.4, lengthS * 0.99);
        }

        void Step(int sign, double fromV, double toV, double lengthS)
        {
            Row(fromV - (sign * 0.05), 0);
            for (double t = 0; t < lengthS; t += 30)
            {
                Row(fromV + ((toV - fromV) * t / lengthS), sign * currentA);
                timeS += Math.Min(30, lengthS - t);
            }

            Row(toV, sign * currentA);
            timeS += 0.02;
            Row(toV - (sign * 0.05), 0);
            timeS += 300;
        }
    }
}
