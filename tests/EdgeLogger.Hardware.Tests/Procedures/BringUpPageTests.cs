using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Hardware.Tests.Design;
using EdgeLogger.VirtualBench.Accuracy;

namespace EdgeLogger.Hardware.Tests.Procedures;

/// <summary>
/// A reader who follows the bring-up page with the virtual bench in place of a board gets the readings that the page expects.
/// </summary>
public class BringUpPageTests
{
    private const int Boards = 5;
    private const int Slots = 4;

    [Fact]
    public void The_virtual_bench_reads_what_the_page_expects()
    {
        Dictionary<string, (double Least, double Most, string Unit)> expected = Expected();
        for (ulong seed = 1; seed <= Boards; seed++)
        {
            for (int slot = 0; slot < Slots; slot++)
            {
                foreach (BringUpReading reading in BringUp.Run((seed * 10) + (ulong)slot))
                {
                    Assert.True(expected.TryGetValue(reading.Step, out (double Least, double Most, string Unit) range),
                        $"the page has no row \"{reading.Step}\"");
                    Assert.Equal(range.Unit, reading.Unit);
                    Assert.True(
                        reading.Value >= range.Least && reading.Value <= range.Most,
                        $"{reading.Step}: {reading.Value} {reading.Unit}, the page expects {range.Least} to {range.Most}; "
                            + $"board {seed}, slot {slot + 1}");
                }
            }
        }
    }

    [Fact]
    public void Every_range_of_the_page_is_read()
    {
        HashSet<string> read = [.. BringUp.Run(1).Select(reading => reading.Step)];
        Assert.Equal(Expected().Keys.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    // Rows of the page's table "Readings": | step | do | least | most | unit | if not |
    private static Dictionary<string, (double Least, double Most, string Unit)> Expected() =>
        HardwareFolder.Read("procedures/bring-up.md")
        .Split('\n')
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells.Length == 8 && double.TryParse(cells[3], NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        .ToDictionary(
            cells => cells[1],
            cells => (double.Parse(cells[3], CultureInfo.InvariantCulture),
                double.Parse(cells[4], CultureInfo.InvariantCulture), cells[5]));
}
