namespace EdgeLogger.Hardware.Budget;

/// <summary>A cycle at constant current, charge first, a rest before each half.</summary>
/// <param name="Rate">Name of the rate.</param>
/// <param name="CurrentA">Magnitude of the current, A.</param>
/// <param name="ChargeS">Time of the charge, s.</param>
/// <param name="Efficiency">Discharge over charge.</param>
/// <param name="RestS">Rest before each half, s.</param>
public sealed record TestCycle(string Rate, double CurrentA, double ChargeS, double Efficiency = 0.998, double RestS = 600)
{
    /// <summary>0.05C on a 10 mm die with 6 mg: 60 uA, 205 mAh/g.</summary>
    public static TestCycle Slow { get; } = new("0.05C", 60e-6, 73_800);

    /// <summary>1C on the same die: 1.2 mA, 99.6 mAh/g.</summary>
    public static TestCycle Fast { get; } = new("1C", 1.2e-3, 1_793);

    /// <summary>Lowest and highest voltage, V.</summary>
    public const double LowV = 2.2;

    /// <summary>Highest voltage, V.</summary>
    public const double HighV = 4.6;

    /// <summary>Time of the discharge, s.</summary>
    public double DischargeS => ChargeS * Efficiency;

    /// <summary>When the charge begins, s.</summary>
    public double ChargeStartS => RestS;

    /// <summary>When the discharge begins, s.</summary>
    public double DischargeStartS => (2 * RestS) + ChargeS;

    /// <summary>Length of the cycle, s.</summary>
    public double LengthS => (2 * RestS) + ChargeS + DischargeS;

    /// <summary>Charge of the first half, Ah.</summary>
    public double ChargeAh => CurrentA * ChargeS / 3600;

    /// <summary>Mean voltage, V.</summary>
    public static double MeanV => (LowV + HighV) / 2;
}
