namespace EdgeLogger.Hardware.Budget;

/// <summary>
/// Under what conditions a board measures and was calibrated. The defaults are a glovebox room with air conditioning.
/// </summary>
public sealed record BudgetConditions
{
    /// <summary>Amplitude of the daily swing of the temperature, K.</summary>
    public double SwingK { get; init; } = 1;

    /// <summary>Its period, s.</summary>
    public double DayS { get; init; } = 86_400;

    /// <summary>Standard deviation of the mean temperature from that of the calibration, K.</summary>
    public double MeanOffK { get; init; } = 0.5;

    /// <summary>Time over which a zero or a span is averaged in a calibration, s.</summary>
    public double CalibrationS { get; init; } = 600;

    /// <summary>Voltage of the calibration, V.</summary>
    public double CalibrationV { get; init; } = 4;

    /// <summary>Current of the calibration, A.</summary>
    public double CalibrationA { get; init; } = 2e-3;

    /// <summary>
    /// Standard uncertainty of the calibrator's voltage, ppm: a 6.5-digit meter within a year of its own calibration.
    /// </summary>
    public double CalibratorVoltPpm { get; init; } = 20;

    /// <summary>Standard uncertainty of the calibrator's current, ppm: the same meter over a resistor of 0.005 %.</summary>
    public double CalibratorAmpPpm { get; init; } = 35;

    /// <summary>Standard uncertainty of the reference force, ppm: a reference load cell of class 0.1, or dead weights.</summary>
    public double ReferenceForcePpm { get; init; } = 500;

    /// <summary>Pressure at which the load cell's span is calibrated, MPa.</summary>
    public double CalibrationMpa { get; init; } = 60;

    /// <summary>Standard deviation of the board's clock, ppm: a crystal of +-10 ppm.</summary>
    public double ClockPpm { get; init; } = 5;

    /// <summary>
    /// Standard deviation of the temperature difference between the shunt's ends, K: what layout and lid leave.
    /// </summary>
    public double GradientK { get; init; } = 0.1;

    /// <summary>Leakage out of the sense leads into the guarded board, A.</summary>
    public double LeakageA { get; init; } = 10e-12;

    /// <summary>Standard deviation of the piston's diameter, mm.</summary>
    public double PistonMm { get; init; } = 0.01;
}
