using System.Collections.Generic;

namespace EdgeLogger.Cycles.Trends;

/// <summary>
/// How a cell does in one protocol (docs/specs/cycles.md, section 8). Null is: not enough is known. Lists of peaks are equal only
/// to themselves.
/// </summary>
public sealed record SignatureTrend
{
    /// <summary>The protocol's signature.</summary>
    public required string Signature { get; init; }

    /// <summary>Complete cycles of the signature so far, formation included.</summary>
    public required long Cycles { get; init; }

    /// <summary>Number of the cycle that retention is counted from; null during formation.</summary>
    public required int? ReferenceNumber { get; init; }

    /// <summary>That cycle's discharge capacity, Ah.</summary>
    public required double? ReferenceAh { get; init; }

    /// <summary>The last cycle's discharge capacity over the reference's, 1 at the reference.</summary>
    public required double? Retention { get; init; }

    /// <summary>Mean charge voltage minus mean discharge voltage of the last cycle, V.</summary>
    public required double PolarisationV { get; init; }

    /// <summary>Largest minus least pressure within the last cycle, MPa.</summary>
    public required double? PressureBreathingMpa { get; init; }

    /// <summary>
    /// Pressure at the end of the rest after charge minus that after discharge, last cycle, MPa; at one temperature if trends are
    /// corrected.
    /// </summary>
    public double? RestPressureSwingMpa { get; init; }

    /// <summary>
    /// Fall of the mean discharge voltage, mV per cycle; positive as it falls. Corrected for temperature if the options say so.
    /// </summary>
    public required SlopeEstimate? VoltageDecayMvPerCycle { get; init; }

    /// <summary>The same as it was measured, whatever the temperature did.</summary>
    public required SlopeEstimate? UncorrectedVoltageDecayMvPerCycle { get; init; }

    /// <summary>Resistance of the last cycle's discharge at 10 s, ohm.</summary>
    public required double? ResistanceOhm { get; init; }

    /// <summary>Mean pressure of the last cycle, MPa.</summary>
    public required double? PressureMpa { get; init; }

    /// <summary>Slope of the coulombic efficiency, 1 per cycle.</summary>
    public required SlopeEstimate? CoulombicEfficiencyPerCycle { get; init; }

    /// <summary>Slope of the polarisation, mV per cycle.</summary>
    public required SlopeEstimate? PolarisationMvPerCycle { get; init; }

    /// <summary>Slope of the resistance of discharge at 10 s, ohm per cycle.</summary>
    public required SlopeEstimate? ResistanceOhmPerCycle { get; init; }

    /// <summary>Slope of the mean pressure, MPa per cycle.</summary>
    public required SlopeEstimate? PressureMpaPerCycle { get; init; }

    /// <summary>dQ/dV peaks of the last cycle's charge, by rising voltage.</summary>
    public required IReadOnlyList<PeakTrend> ChargePeaks { get; init; }

    /// <summary>dQ/dV peaks of the last cycle's discharge, by rising voltage.</summary>
    public required IReadOnlyList<PeakTrend> DischargePeaks { get; init; }

    /// <summary>
    /// Drift: slope of the pressure at the end of the rest after discharge, MPa per cycle, where no current breathes; corrected
    /// by the temperature at that rest.
    /// </summary>
    public SlopeEstimate? RestPressureMpaPerCycle { get; init; }
}

/// <summary>A dQ/dV peak of the last cycle of a signature.</summary>
/// <param name="VoltageV">Where it is, V.</param>
/// <param name="AhPerV">How high it is, Ah/V.</param>
/// <param name="DriftV">How far from the reference cycle's nearest peak, V; null if that has none within 0.1 V.</param>
public readonly record struct PeakTrend(double VoltageV, double AhPerV, double? DriftV);
