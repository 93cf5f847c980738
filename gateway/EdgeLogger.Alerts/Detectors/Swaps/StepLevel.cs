using System;

namespace EdgeLogger.Alerts.Detectors.Swaps;

/// <summary>
/// Resistance in the steps from rest to one direction of the current. Only like steps are compared: of the same size, from about
/// the same rest voltage.
/// </summary>
internal struct StepLevel
{
    private const double SizeShare = 0.25;
    private const double NearShare = 0.08;
    private const double AgreeingFactor = 1.5;
    private const int LookedAt = 3;

    private StepOhm _before;
    private StepOhm _last;
    private int _toJudge;

    /// <summary>Resistance of the last like step before, Ohm.</summary>
    public readonly double BeforeOhm => _last.Ohm;

    /// <summary>The bound of the ratio for the step that was judged last, temperature and pressure taken into account.</summary>
    public double Bound { get; private set; }

    /// <summary>Somebody may have been at the cell: the next steps are judged by those of before.</summary>
    public void Await() => _toJudge = _last.IsKnown && _before.IsKnown ? LookedAt : 0;

    /// <summary>Takes a step from rest.</summary>
    /// <param name="step">The step.</param>
    /// <param name="windowV">Range of the voltage in use, V.</param>
    /// <param name="factor">Factor between two cells, at least.</param>
    /// <returns>Whether it is another cell's.</returns>
    public bool Take(in StepOhm step, double windowV, double factor)
    {
        if (_toJudge == 0)
        {
            (_before, _last) = (_last, step);
            return false;
        }

        if (!IsLike(step, _last, windowV) || !IsLike(_before, _last, windowV))
        {
            // Nothing that it can be compared with: what comes is the new level.
            (_toJudge, _before, _last) = _toJudge == 1 ? (0, default, step) : (_toJudge - 1, _before, _last);
            return false;
        }

        Bound = factor * step.SameCellFactor(_last);
        bool isOther = Ratio(step.Ohm, _last.Ohm) > Bound && Ratio(step.Ohm, _before.Ohm) > Bound
            && Ratio(_last.Ohm, _before.Ohm) < AgreeingFactor;
        if (!isOther)
        {
            (_toJudge, _before, _last) = (0, _last, step);
        }

        return isOther;
    }

    private static double Ratio(double a, double b) => double.Max(a / b, b / a);

    private static bool IsLike(in StepOhm a, in StepOhm b, double windowV) =>
        Math.Abs(a.ChangeA - b.ChangeA) <= SizeShare * Math.Abs(b.ChangeA)
        && Math.Abs(a.RestV - b.RestV) <= NearShare * windowV && a.IsComparable && b.IsComparable;
}

/// <summary>One step of the current from rest.</summary>
/// <param name="Ohm">Change of the voltage over that of the current, Ohm.</param>
/// <param name="ChangeA">Change of the current, A.</param>
/// <param name="RestV">Voltage before it, V.</param>
/// <param name="DegC">Temperature, degrees Celsius; NaN is unknown.</param>
/// <param name="Mpa">Stack pressure, MPa; NaN is unknown.</param>
internal readonly record struct StepOhm(double Ohm, double ChangeA, double RestV, double DegC, double Mpa)
{
    // 0.6 eV over Boltzmann's constant: the steepest that a cell's resistance follows temperature, K.
    private const double SteepestK = 6960;
    private const double ZeroDegCInK = 273.15;

    public bool IsKnown => Ohm > 0;

    /// <summary>Without its temperature a resistance says nothing of which cell it is.</summary>
    public bool IsComparable => IsKnown && !double.IsNaN(DegC);

    /// <summary>By what temperature and pressure may change the resistance of one cell: a factor, at least 1.</summary>
    public double SameCellFactor(in StepOhm other)
    {
        double warmer = Math.Abs((1 / (DegC + ZeroDegCInK)) - (1 / (other.DegC + ZeroDegCInK)));
        double pressed = Mpa > 0 && other.Mpa > 0 ? double.Max(Mpa / other.Mpa, other.Mpa / Mpa) : 1;
        return Math.Exp(SteepestK * warmer) * pressed;
    }
}
