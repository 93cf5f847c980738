using System;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Benchmarks;

/// <summary>A cell of 1 mAh at 1C: charge, rest, discharge, rest, two readings a second, noise as a good converter has.</summary>
internal static class ConstantCurrentRecord
{
    public const int RowsOfCycle = 14_200;

    public static Sample[] Write(int rows)
    {
        var random = new Random(1);
        var samples = new Sample[rows];
        for (int row = 0; row < rows; row++)
        {
            int at = row % RowsOfCycle;
            (double currentA, double voltageV) = at switch
            {
                < 7000 => (1e-3, 3 + (1.2 * at / 7000)),
                < 7300 => (0, 4.15),
                < 13_900 => (-1e-3, 4.2 - (1.2 * (at - 7300) / 6600)),
                _ => (0, 3.05),
            };
            double noise = random.NextDouble() - 0.5;
            samples[row] = new Sample(0.5 * row, voltageV + (1e-5 * noise), currentA + (2e-8 * noise));
        }

        return samples;
    }
}
