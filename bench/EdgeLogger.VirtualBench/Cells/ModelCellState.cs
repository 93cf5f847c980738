using System;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.Cells;

/// <summary>
/// The inside of a model cell: state of charge, polarisation, age. It advances by one current over one piece of time:
/// open-circuit curve, one resistance, one resistance with a capacitor (a Thevenin model of first order).
/// </summary>
internal sealed class ModelCellState
{
    private const double DayS = 86400;
    private const double BeforeS = 1e9;

    private readonly CellChemistry _chemistry;
    private readonly double _fadePerCycle;
    private double _capacityAs;
    private double _ohmicOhm;
    private double _polarisationOhm;
    private double _activationAs;
    private double _charge;
    private double _relaxingV;
    private double _decayV;

    public ModelCellState(CellChemistry chemistry, NoiseSource noise, double startS)
    {
        _chemistry = chemistry;
        _capacityAs = chemistry.CapacityAh * 3600 * Spread(noise, chemistry.Spread);
        double resistance = Spread(noise, chemistry.Spread);
        _ohmicOhm = chemistry.OhmicOhm * resistance;
        _polarisationOhm = chemistry.PolarisationOhm * resistance;
        _fadePerCycle = chemistry.FadePerCycle * Spread(noise, chemistry.Spread);
        _activationAs = chemistry.ActivationAh * 3600;
        TimeS = startS;
    }

    /// <summary>Uptime up to which it has been advanced, s.</summary>
    public double TimeS { get; private set; }

    /// <summary>Terminal voltage if this current flows now, V.</summary>
    public double VoltageV(double currentA) => OpenCircuitV(currentA) + _relaxingV + (currentA * _ohmicOhm);

    /// <summary>Current that gives this terminal voltage now, A.</summary>
    public double CurrentA(double voltageV) => (voltageV - OpenCircuitV(1) - _relaxingV) / _ohmicOhm;

    /// <summary>The time before the start: at rest since ever.</summary>
    public ModelPiece BeforeStart()
    {
        double v = VoltageV(0);
        double t = TemperatureDegC(TimeS);
        return new ModelPiece(TimeS - BeforeS, TimeS, v, v, 0, 0, t, t, PressureMPa, PressureMPa);
    }

    /// <summary>Lets a constant current flow for a time.</summary>
    public ModelPiece FlowConstant(double currentA, double seconds)
    {
        double startV = VoltageV(currentA);
        double startS = TimeS;
        double startMPa = PressureMPa;
        Advance(currentA, seconds);
        return new ModelPiece(
            startS, TimeS, startV, VoltageV(currentA), currentA, currentA, TemperatureDegC(startS), TemperatureDegC(TimeS),
            startMPa, PressureMPa);
    }

    /// <summary>Holds a voltage for a time, with the current falling in a straight line.</summary>
    public ModelPiece Hold(double voltageV, double startA, double seconds)
    {
        // The current at the end follows from a step with the current of the start; the step then goes with the mean of both.
        ModelCellMemory memory = Remember();
        Advance(startA, seconds);
        double endA = Math.Min(CurrentA(voltageV), startA);
        Restore(memory);

        double startS = TimeS;
        double startMPa = PressureMPa;
        Advance((startA + endA) / 2, seconds);
        return new ModelPiece(
            startS, TimeS, voltageV, voltageV, startA, endA, TemperatureDegC(startS), TemperatureDegC(TimeS),
            startMPa, PressureMPa);
    }

    /// <summary>What has to be kept to try a step.</summary>
    public ModelCellMemory Remember() => new(TimeS, _charge, _relaxingV, _activationAs);

    /// <summary>Goes back to what was kept.</summary>
    public void Restore(ModelCellMemory memory)
    {
        TimeS = memory.TimeS;
        _charge = memory.Charge;
        _relaxingV = memory.RelaxingV;
        _activationAs = memory.ActivationAs;
    }

    /// <summary>One cycle older.</summary>
    public void Age()
    {
        _capacityAs *= 1 - _fadePerCycle;
        _decayV += _chemistry.VoltageDecayPerCycle;
        _ohmicOhm *= 1 + _chemistry.ResistanceGrowthPerCycle;
        _polarisationOhm *= 1 + _chemistry.ResistanceGrowthPerCycle;
    }

    private double PressureMPa => _chemistry.PressureMPa + (_chemistry.BreathingMPa * _charge);

    private static double Spread(NoiseSource noise, double share) => 1 + (share * noise.NextNormal());

    private double TemperatureDegC(double timeS)
        => _chemistry.TemperatureDegC + (_chemistry.DailySwingK * Math.Sin(2 * Math.PI * timeS / DayS));

    private double OpenCircuitV(double currentA)
    {
        double voltageV = OpenCircuitCurve.VoltageV(_charge, _decayV);
        return currentA > 0 && _activationAs > 0 ? Math.Min(voltageV, _chemistry.ActivationV) : voltageV;
    }

    private void Advance(double currentA, double seconds)
    {
        double stored = currentA > 0 ? currentA * _chemistry.CoulombicEfficiency : currentA;
        double flownAs = stored * seconds;
        if (currentA > 0 && _activationAs > 0 && OpenCircuitCurve.VoltageV(_charge, _decayV) >= _chemistry.ActivationV)
        {
            double spentAs = Math.Min(flownAs, _activationAs);
            _activationAs -= spentAs;
            flownAs -= spentAs;
        }

        _charge += flownAs / _capacityAs;
        double decay = Math.Exp(-seconds / _chemistry.RelaxationS);
        _relaxingV = (_relaxingV * decay) + (currentA * _polarisationOhm * (1 - decay));
        TimeS += seconds;
    }
}

/// <summary>The part of a <see cref="ModelCellState"/> that a step changes.</summary>
internal readonly record struct ModelCellMemory(double TimeS, double Charge, double RelaxingV, double ActivationAs);
