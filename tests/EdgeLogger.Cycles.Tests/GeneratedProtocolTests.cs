using System;
using System.Linq;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Tests;

/// <summary>
/// Random protocols of constant currents, held voltages, rests, pulses, titrations and drive cycles; rows at even or random times
/// and on change; noise up to 1e-4 C, codes of 2e-4 C, capacities over six decades.
/// </summary>
public sealed class GeneratedProtocolTests
{
    private const double HighestV = 4.5;

    public static TheoryData<int> Seeds() => new(Enumerable.Range(1, 300));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_half_cycles_of_the_protocol_are_found_and_no_others(int seed)
    {
        var protocol = new GeneratedProtocol(seed);

        foreach (double? nominalAh in (double?[])[null, protocol.CapacityAh])
        {
            AssertFound(protocol, Results.Of(protocol.Samples, new CycleEngineOptions { NominalAh = nominalAh }), seed);
        }
    }

    private static void AssertFound(GeneratedProtocol protocol, Results found, int seed)
    {
        Assert.True(
            protocol.Halves.Count == found.Halves.Count,
            $"seed {seed}: {protocol.Halves.Count} half cycles, found {found.Halves.Count}");
        for (int i = 0; i < found.Halves.Count; i++)
        {
            GeneratedProtocol.Half expected = protocol.Halves[i];
            HalfCycle half = found.Halves[i];
            string where = $"seed {seed}, half {i}: expected {expected}, found {half}";
            Assert.True(half.Index == i && half.Direction == expected.Direction, where);
            Assert.True(half.FirstRow == expected.FirstRow && half.LastRow == expected.LastRow, where);
            double boundAh = protocol.ChargeBoundAh(i);
            Assert.True(Math.Abs(half.Ah - expected.Ah) <= boundAh, $"bound {boundAh}: {where}");
            Assert.True(Math.Abs(half.Wh - expected.Wh) <= HighestV * boundAh, $"bound {HighestV * boundAh}: {where}");
            Assert.True(half.AhLow <= half.Ah && half.Ah <= half.AhHigh, where);
            Assert.True(half.Provisional == (i == found.Halves.Count - 1) && !half.Partial, where);
        }

        Assert.All(found.Cycles,
            cycle => Assert.Equal(protocol.ChargeFirst ? CycleOrder.ChargeFirst : CycleOrder.DischargeFirst, cycle.Order));
        Assert.Equal((protocol.Halves.Count + 1) / 2, found.Cycles.Count);
    }
}
