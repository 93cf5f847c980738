using EdgeLogger.Cycles;

namespace EdgeLogger.Alerts.Tests;

/// <summary>Cycles of a cell that is nothing but its capacity.</summary>
internal static class TestCycles
{
    internal static Cycle Cycle(int number, double dischargeAh, string signature = "C0.5-D0.5", bool partial = false) => new()
    {
        Number = number,
        Charge = null,
        Discharge = new HalfCycle
        {
            Index = (2 * number) - 1,
            Direction = Direction.Discharge,
            FirstRow = 0,
            LastRow = 1,
            StartS = number * 10.0,
            EndS = (number * 10.0) + 5,
            Ah = dischargeAh,
            Wh = dischargeAh * 3.5,
            AhLow = dischargeAh,
            AhHigh = dischargeAh,
            MaxVoltageV = 4.6,
            MinVoltageV = 2,
            MeanCurrentA = 0.1,
            ConstantVoltage = false,
            Partial = partial,
            Provisional = false,
            Flags = QualityFlags.None,
        },
        Order = CycleOrder.ChargeFirst,
        Partial = partial,
        Provisional = false,
        CoulombicEfficiency = null,
        EnergyEfficiency = null,
        Signature = signature,
        Flags = QualityFlags.None,
    };
}
