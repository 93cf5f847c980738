using System;
using System.Globalization;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Detectors.Rows;

/// <summary>
/// Contact to the cell is lost. When a current ends, the voltage of a cell relaxes against it; if the current vanishes and the
/// voltage runs on in its direction, or leaps, nothing is between the leads any more. docs/specs/alerts.md, section 4.4.
/// </summary>
public sealed class CellOpenDetector : ILiveDetector
{
    private const double GoingOnShare = 0.2;

    private readonly RuleSetup _rule;
    private readonly double _highestV;
    private readonly double _leastLeapV;
    private readonly int _rowsToFire;
    private FlowLevel _flow;
    private double _referenceV = double.NaN;
    private double _referenceA;
    private double _lastV = double.NaN;
    private double _leapV;
    private int _rowsGoingOn;
    private int _rowsOpen;
    private bool _abnormal;

    private CellOpenDetector(RuleSetup rule)
    {
        _rule = rule;
        _highestV = rule["highest"];
        _leastLeapV = rule["leap"];
        _rowsToFire = (int)rule["rows"];
    }

    public static DetectorKindOf<ILiveDetector> Kind { get; } = new(
        "cell-open", DetectorFeed.Rows, "No current, and a voltage that no cell has: contact to the cell is lost",
        Severity.Critical,
        [
            new("highest", "V", 5.5, 0, 100,
                "Voltage that no cell has; beyond it, or as far below zero, with no current, the circuit is open"),
            new("leap", "V", 0.3, 0.01, 10,
                "Change of the voltage within two rows, not against the current that vanished, that no cell makes"),
            new("rows", "rows", 3, 1, 1000, "Rows in a row before it is reported"),
        ],
        setup => new CellOpenDetector(setup));

    public Verdict? Take(in LiveObservation row)
    {
        if (double.IsNaN(row.VoltageV) || double.IsNaN(row.CurrentA))
        {
            return null;
        }

        _flow.Observe(row.CurrentA);
        bool still = !_flow.Flows(row.CurrentA);
        if (still)
        {
            FollowLeap(row.VoltageV);
        }
        else
        {
            (_referenceV, _referenceA, _leapV) = (row.VoltageV, row.CurrentA, 0);
        }

        bool open = still && _flow.LargestA > 0 && (_leapV != 0 || Math.Abs(row.VoltageV) > _highestV);
        _lastV = row.VoltageV;
        return Judge(row, open);
    }

    // A leap is over in a row or two, and stays. What goes on and on is a cell that is being emptied.
    private void FollowLeap(double voltageV)
    {
        double change = voltageV - _referenceV;
        if (_leapV == 0 && Math.Abs(change) > _leastLeapV && IsNoRelaxation(change, voltageV))
        {
            (_leapV, _rowsGoingOn) = (change, 0);
        }
        else if (_leapV != 0)
        {
            bool goesOn = (voltageV - _lastV) * Math.Sign(_leapV) > GoingOnShare * Math.Abs(_leapV);
            _rowsGoingOn = goesOn ? _rowsGoingOn + 1 : 0;
            _leapV = Math.Abs(change) <= _leastLeapV || _rowsGoingOn > 1 ? 0 : goesOn ? change : _leapV;
        }

        if (_leapV == 0 && (_rowsGoingOn > 1 || Math.Abs(voltageV - _lastV) <= _leastLeapV))
        {
            _referenceV = voltageV;
        }
    }

    // Relaxation goes against the current that ended, for as long as the rest lasts.
    private bool IsNoRelaxation(double change, double voltageV) =>
        _referenceA == 0 || (change > 0) == (_referenceA > 0) || voltageV < _leastLeapV;

    private Verdict? Judge(in LiveObservation row, bool open)
    {
        _rowsOpen = open != _abnormal ? _rowsOpen + 1 : 0;
        if (_rowsOpen < _rowsToFire)
        {
            return null;
        }

        _rowsOpen = 0;
        _abnormal = !_abnormal;
        return _rule.Say(_abnormal ? DetectionState.Abnormal : DetectionState.Clear, row.VoltageV, _highestV, "V", string.Create(
            CultureInfo.InvariantCulture, $"{row.VoltageV:0.000} V "
            + $"{(_abnormal ? "and no current: the circuit is open (cell, contact or lead)" : "again: the circuit is closed")}"));
    }
}
