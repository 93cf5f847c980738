using System.Collections.Generic;

namespace EdgeLogger.Hardware.Parts;

/// <summary>A platinum thermometer of IEC 60751 class A, Pt1000 or Pt100.</summary>
public static class PlatinumSheet
{
    /// <summary>Sensitivity at 25 degC over the resistance at 0 degC, 1/K.</summary>
    public const double SensitivityPerK = 3.85e-3;

    /// <summary>Deviation at 25 degC, K: 0.15 + 0.002 |t|.</summary>
    public static Spec ToleranceK { get; } =
        new(0.1, 0.2, "IEC 60751, table of tolerances, class A at 25 degC", "UST platinum sensors (thomex.com): 0.15 + 0.002 t");

    /// <summary>Self-heating, K/W, glued into metal.</summary>
    public static Spec SelfHeatingKPerW
    { get; } = new(50, 400, "self heating, between metal and still air; no one sheet's figure");

    /// <summary>Change of the ice point in a year at 25 degC, K.</summary>
    public static Spec AgeingK { get; } = new(0.01, 0.04, "long-term stability, 0.04 % of R0 in 1000 h at the highest "
        + "temperature is the worst case", "IST P0K1.161 data sheet: < 0.04 % in 1000 h");

    /// <summary>The sheet. Pt1000, 2.3 x 2.1 mm; any class A film sensor does.</summary>
    public static Sheet Sheet
    { get; } = new("PTFC102A1A0", "TE Connectivity", "PTF family; IEC 60751", new KeyValuePair<string, Spec>[]
    {
        Parts.Sheet.Row(nameof(ToleranceK), ToleranceK),
        Parts.Sheet.Row(nameof(SelfHeatingKPerW), SelfHeatingKPerW),
        Parts.Sheet.Row(nameof(AgeingK), AgeingK),
    });
}
