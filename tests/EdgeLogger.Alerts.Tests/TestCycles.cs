using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Alerts.Tests;

/// <summary>Cycles of a cell that is nothing but its capacity.</summary>
internal static class TestCycles
{
    internal static Cycle Cycle(int number, double dischargeAh, string signature = "C0.5-D0.5", bool partial = false) => new()
    {
        Number = number,
        Charge = Half((2 * number) - 2, Direction.Charge, number * 10.0, dischargeAh, partial),
        Discharge = Half((2 * number) - 1, Direction.Discharge, (number * 10.0) + 5, dischargeAh, partial),
        Order = CycleOrder.ChargeFirst,
        Partial = partial,
        Provisional = false,
        CoulombicEfficiency = null,
        EnergyEfficiency = null,
        Signature = signature,
        Flags = QualityFlags.None,
    };

    private static HalfCycle Half(int index, Direction direction, double startS, double ah, bool partial) => new()
    {
        Index = index,
        Direction = direction,
        FirstRow = 0,
        LastRow = 1,
        StartS = startS,
        EndS = startS + 5,
        Ah = ah,
        Wh = ah * 3.5,
        AhLow = ah,
        AhHigh = ah,
        MaxVoltageV = 4.6,
        MinVoltageV = 2,
        MeanCurrentA = 0.1,
        ConstantVoltage = false,
        Partial = partial,
        Provisional = false,
        Flags = QualityFlags.None,
    };
}
