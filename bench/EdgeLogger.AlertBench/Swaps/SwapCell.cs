using System;
using EdgeLogger.AlertBench.Simulation;

namespace EdgeLogger.AlertBench.Swaps;

/// <summary>
/// A cell as its leads show it: an open-circuit curve, a resistance at once, relaxations of a minute, a quarter of an hour and
/// six hours, which temperature and pressure change, self-discharge and fade.
/// </summary>
internal sealed class SwapCell
{
    private const double BoltzmannEv = 8.617e-5;
    private static readonly double[] TausS = [60, 900, 21_600];

    private readonly double[] _slowV = new double[3];
    private readonly double[] _slowOhm;
    private readonly double _ohm;
    private readonly double _activationEv;
    private readonly double _entropyVPerK;
    private readonly double _perKelvin;
    private readonly double _selfDischargePerH;
    private readonly double _pressureExponent;

    /// <param name="scatter">Decides everything else.</param>
    /// <param name="recipe">Its recipe.</param>
    /// <param name="charge">State of charge, 0 to 1.</param>
    public SwapCell(Scatter scatter, SwapRecipe recipe, double charge)
    {
        Recipe = recipe;
        Charge = charge;
        CapacityAh = recipe.CapacityAh * (1 + (recipe.CapacityScatter * scatter.Normal()));
        _ohm = recipe.Ohm * Math.Exp(0.15 * scatter.Normal());
        _slowOhm = [_ohm * scatter.Uniform(0.3, 0.6), _ohm * scatter.Uniform(0.1, 0.4), _ohm * scatter.Uniform(0.05, 0.3)];
        _activationEv = scatter.Uniform(0.25, 0.5);
        _entropyVPerK = 1e-3 * scatter.Uniform(-0.4, 0.4);
        _perKelvin = scatter.Uniform(0.001, 0.005);
        _selfDischargePerH = scatter.Uniform(0, 2e-4);
        _pressureExponent = scatter.Uniform(0.2, 0.8);
    }

    public SwapRecipe Recipe { get; }

    /// <summary>State of charge, 0 to 1.</summary>
    public double Charge { get; private set; }

    public double CapacityAh { get; private set; }

    /// <summary>Factor on its resistance by its contacts.</summary>
    public double Contact { get; set; } = 1;

    /// <summary>Lets time pass.</summary>
    public void Pass(double seconds, double currentA, double degC)
    {
        double warm = Warm(degC);
        double capacityAh = CapacityAh * (1 + (_perKelvin * (degC - 25)));
        Charge += (currentA * seconds / 3600 / capacityAh) - (_selfDischargePerH * Charge * seconds / 3600);
        CapacityAh *= 1 - (3e-4 * Math.Abs(currentA) * seconds / 3600 / capacityAh / 2);
        for (int i = 0; i < TausS.Length; i++)
        {
            // Warmer it relaxes faster, to less.
            double share = 1 - Math.Exp(-seconds / (TausS[i] * warm));
            _slowV[i] += share * ((currentA * _slowOhm[i] * warm) - _slowV[i]);
        }
    }

    public double VoltageV(double currentA, double degC, double mpa) => RestV(degC)
        + (currentA * _ohm * Contact * Warm(degC) * Math.Pow(mpa / 50, -_pressureExponent));

    private double RestV(double degC) =>
        Recipe.OpenCircuitV(Charge) + (_entropyVPerK * (degC - 25)) + _slowV[0] + _slowV[1] + _slowV[2];

    private double Warm(double degC) => Math.Exp(_activationEv / BoltzmannEv * ((1 / (degC + 273.15)) - (1 / 298.15)));
}
