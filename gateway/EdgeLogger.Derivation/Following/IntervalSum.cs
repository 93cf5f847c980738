namespace EdgeLogger.Derivation.Following;

/// <summary>Charge and energy of an interval.</summary>
internal readonly record struct IntervalSum(double ChargeAh, double EnergyWh)
{
    public IntervalSum Plus(double voltageV, double currentA, double hours) =>
        new(ChargeAh + (currentA * hours), EnergyWh + (voltageV * currentA * hours));
}
