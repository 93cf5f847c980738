using System;
using System.Globalization;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Detectors.Rows;

namespace EdgeLogger.Alerts.Detectors.Swaps;

/// <summary>
/// After an open circuit the slot holds what looks like another cell: by its rest voltage once a current flows, by its resistance
/// at the first like step of the current, by its charge in the first whole half cycles. It asks, and never decides.
/// docs/specs/alerts.md, section 4.9.
/// </summary>
public sealed class AnotherCellDetector : ILiveDetector
{
    private const double LeastGapS = 60;
    private const double GapPeriods = 5;
    private const double PeriodWeight = 0.1;
    private const double GrownFactor = 20;
    private const double FlowedEnoughS = 600;
    private const int HalvesAwaited = 4;

    private readonly RuleSetup _rule;
    private readonly double _leastS;
    private readonly double _stepV;
    private readonly double _driftVPerS;
    private readonly double _voltPerK;
    private readonly double _ratio;
    private readonly double _share;
    private FlowLevel _flow;
    private CurrentStep _step;
    private OpenCircuit _open;
    private HalfMeter _meter;
    private StepLevel _chargeOhm;
    private StepLevel _dischargeOhm;
    private HalfLevel _charges;
    private HalfLevel _discharges;
    private Half _previous;
    private double _firstChange;
    private double _sinceS;
    private double _openS;
    private double _lastS = double.NaN;
    private double _periodS;
    private double _flowedS;
    private double _grownFromA;
    private double _highestV = double.NegativeInfinity;
    private double _lowestV = double.PositiveInfinity;
    private double _degC = double.NaN;
    private double _mpa = double.NaN;
    private int _awaited;

    private AnotherCellDetector(RuleSetup rule)
    {
        _rule = rule;
        _leastS = rule["open-circuit"] * 60;
        _stepV = rule["rest-voltage"] / 1000;
        _driftVPerS = rule["drift"] / 1000 / 3600;
        _voltPerK = rule["temperature-voltage"] / 1000;
        _ratio = rule["resistance"];
        _share = rule["capacity"] / 100;
    }

    public static DetectorKindOf<ILiveDetector> Kind { get; } = new(
        "another-cell", DetectorFeed.Rows,
        "After an open circuit another rest voltage, resistance or capacity: perhaps another cell", Severity.Info,
        [
            new("open-circuit", "min", 3, 1, 1440, "Shortest open circuit in which a cell is changed"),
            new("rest-voltage", "mV", 20, 1, 5000,
                "Step of the rest voltage, beyond relaxation, drift and temperature, that makes another cell"),
            new("drift", "mV/h", 2, 0, 1000, "By how much the same cell's rest voltage may drift while rows are missing"),
            new("temperature-voltage", "mV/K", 1, 0, 100, "By how much it may follow the temperature"),
            new("resistance", "", 2.5, 1.1, 100, "Factor between two cells' resistances, besides temperature and pressure"),
            new("capacity", "%", 4, 0.5, 100, "Change of the charge of two whole half cycles running that makes another cell"),
        ],
        setup => new AnotherCellDetector(setup))
    { IsQuestion = true };

    private double WindowV => _highestV - _lowestV;

    public Verdict? Take(in LiveObservation row)
    {
        if (double.IsNaN(row.VoltageV) || double.IsNaN(row.CurrentA) || row.TimeS <= _lastS)
        {
            return null;
        }

        bool isGap = IsGap(row);
        bool flows = Flows(row, isGap);
        SwapSettings settings = new(_leastS, _flow.LargestA, _driftVPerS, _voltPerK);
        double seconds = double.IsNaN(_lastS) ? 0 : row.TimeS - _lastS;
        Verdict? found = _meter.Take(row, seconds, _flow.LargestA, isGap) ? JudgeHalf(_meter.Ended) : null;
        if (_open.Take(row, flows, isGap, _meter.LargestAh, settings) && _flowedS > FlowedEnoughS)
        {
            // A half cycle that ended with this row was whole before.
            found ??= Await();
            _meter.Touch();
        }

        found ??= JudgeStep(row, isGap);
        _lastS = row.TimeS;
        return found;
    }

    private bool IsGap(in LiveObservation row)
    {
        double seconds = row.TimeS - _lastS;
        bool isGap = seconds > double.Max(LeastGapS, GapPeriods * _periodS);
        if (!isGap && !double.IsNaN(seconds))
        {
            _periodS += _periodS == 0 ? seconds : PeriodWeight * (seconds - _periodS);
        }

        return isGap && seconds >= _leastS;
    }

    // Before the first current the noise of the current is the largest there was.
    private bool Flows(in LiveObservation row, bool isGap)
    {
        _flow.Observe(row.CurrentA);
        if (_flow.LargestA > GrownFactor * _grownFromA)
        {
            (_grownFromA, _flowedS, _open, _meter) = (_flow.LargestA, 0, default, default);
            (_chargeOhm, _dischargeOhm, _charges, _discharges) = (default, default, default, default);
        }

        bool flows = _flow.Flows(row.CurrentA);
        if (flows)
        {
            _flowedS += isGap || double.IsNaN(_lastS) ? 0 : row.TimeS - _lastS;
            (_highestV, _lowestV) = (double.Max(_highestV, row.VoltageV), double.Min(_lowestV, row.VoltageV));
        }

        (_degC, _mpa) = (Newest(row.TemperatureDegC, _degC), Newest(row.PressureMpa, _mpa));
        return flows;
    }

    private static double Newest(double value, double before) => double.IsNaN(value) ? before : value;

    /// <summary>Somebody may have been at the cell: what comes is judged by what there was.</summary>
    private Verdict? Await()
    {
        if (_awaited > 0)
        {
            _charges.Forget();
            _discharges.Forget();
        }

        (_sinceS, _openS, _firstChange, _awaited) = (_open.SinceS, _open.LengthS, 0, HalvesAwaited);
        _chargeOhm.Await();
        _dischargeOhm.Await();
        double stepV = Math.Abs(_open.AfterV - _open.BeforeV);
        double allowedV = _stepV + _open.AllowedV;
        return _open.IsStepped && stepV > allowedV
            ? Ask(stepV * 1000, allowedV * 1000, "mV",
                $"at rest {_open.BeforeV:0.000} V before, {_open.AfterV:0.000} V after")
            : null;
    }

    private Verdict? JudgeStep(in LiveObservation row, bool isGap)
    {
        if (isGap)
        {
            _step = default;
        }

        if (!_step.Observe(row, _flow) || _step.ChangeV / _step.ChangeA is not (> 0 and var ohm))
        {
            return null;
        }

        _meter.Step(ohm);
        if (_flow.Flows(_step.FromA))
        {
            return null;
        }

        StepOhm step = new(ohm, _step.ChangeA, _step.FromV, _degC, _mpa);
        ref StepLevel level = ref step.ChangeA > 0 ? ref _chargeOhm : ref _dischargeOhm;
        return level.Take(step, WindowV, _ratio)
            ? Ask(double.Max(step.Ohm / level.BeforeOhm, level.BeforeOhm / step.Ohm), level.Bound, "",
                $"{level.BeforeOhm:G3} Ohm before, {step.Ohm:G3} Ohm after")
            : null;
    }

    /// <summary>A half cycle that began where the one before it ended by its limits is compared with those before.</summary>
    private Verdict? JudgeHalf(in Half half)
    {
        Half previous = _previous;
        _previous = half;
        ref HalfLevel level = ref half.Direction > 0 ? ref _charges : ref _discharges;
        ref HalfLevel other = ref half.Direction > 0 ? ref _discharges : ref _charges;
        bool isWhole = !half.IsPart && previous.EndsLike(other.Last);
        if (_awaited == 0)
        {
            level.Learn(half);
            return null;
        }

        _awaited--;
        double change = isWhole ? level.Change(half, _share, WindowV) : 0;
        bool isOther = Math.Abs(change) > _share && Math.Abs(_firstChange) > _share && change > 0 == _firstChange > 0;
        double before = level.MeanAh;
        _firstChange = change;
        if (isOther || (isWhole && _awaited < HalvesAwaited - 2) || _awaited == 0)
        {
            End(isOther);
        }

        return isOther
            ? Ask(Math.Abs(change) * 100, _share * 100, "%",
                $"{Word(half)} of {before * 1000:G4} mAh before, {half.Ah * 1000:G4} mAh after")
            : null;
    }

    private static string Word(in Half half) => half.Direction > 0 ? "charge" : "discharge";

    private void End(bool isOther)
    {
        _awaited = 0;
        if (isOther)
        {
            _charges.Forget();
            _discharges.Forget();
        }
    }

    /// <summary>Whatever else comes is the new cell's.</summary>
    private Verdict Ask(double value, double threshold, string unit, FormattableString evidence)
    {
        End(isOther: true);
        (_chargeOhm, _dischargeOhm) = (default, default);
        return _rule.Say(DetectionState.Abnormal, value, threshold, unit, string.Create(CultureInfo.InvariantCulture,
            $"looks like another cell: {evidence.ToString(CultureInfo.InvariantCulture)} an open circuit of {Words(_openS)}"))
            with
        { SinceS = _sinceS };
    }

    private static string Words(double seconds) => string.Create(CultureInfo.InvariantCulture,
        $"{(seconds < 7200 ? $"{seconds / 60:0} min" : $"{seconds / 3600:0.#} h")}");
}
