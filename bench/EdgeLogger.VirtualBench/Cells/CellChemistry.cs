namespace EdgeLogger.VirtualBench.Cells;

/// <summary>
/// The numbers of a model cell: a lithium-rich manganese cathode against LiIn in a pressed die of 10 mm. Made up to look alike,
/// not fitted to anything.
/// </summary>
public sealed record CellChemistry
{
    /// <summary>Capacity between both ends of the open-circuit curve, Ah.</summary>
    public double CapacityAh { get; init; } = 1.2e-3;

    /// <summary>The current called 1C, A.</summary>
    public double OneCCurrentA { get; init; } = 1.2e-3;

    /// <summary>Resistance that answers at once, ohm.</summary>
    public double OhmicOhm { get; init; } = 60;

    /// <summary>Resistance that answers with <see cref="RelaxationS"/>, ohm.</summary>
    public double PolarisationOhm { get; init; } = 50;

    /// <summary>Time constant of the polarisation, s.</summary>
    public double RelaxationS { get; init; } = 60;

    /// <summary>Share of the charge that is stored; the rest is lost in side reactions.</summary>
    public double CoulombicEfficiency { get; init; } = 0.998;

    /// <summary>Charge that the first charge takes once, at <see cref="ActivationV"/>, Ah: the activation of Li2MnO3.</summary>
    public double ActivationAh { get; init; } = 0.3e-3;

    /// <summary>Plateau of the activation, V.</summary>
    public double ActivationV { get; init; } = 4.45;

    /// <summary>Share of the capacity each cycle costs.</summary>
    public double FadePerCycle { get; init; } = 8e-4;

    /// <summary>What each cycle takes off the mean open-circuit voltage, V.</summary>
    public double VoltageDecayPerCycle { get; init; } = 0.58e-3;

    /// <summary>Growth of both resistances per cycle.</summary>
    public double ResistanceGrowthPerCycle { get; init; } = 5e-4;

    /// <summary>Temperature, degC.</summary>
    public double TemperatureDegC { get; init; } = 25;

    /// <summary>Swing of the day around it, K.</summary>
    public double DailySwingK { get; init; }

    /// <summary>Stack pressure when empty, MPa.</summary>
    public double PressureMPa { get; init; } = 50;

    /// <summary>What a full charge adds to it, MPa.</summary>
    public double BreathingMPa { get; init; } = 1;

    /// <summary>
    /// Spread of capacity, resistances and fade among cells of different seeds: standard deviation, as a share.
    /// </summary>
    public double Spread { get; init; }
}
