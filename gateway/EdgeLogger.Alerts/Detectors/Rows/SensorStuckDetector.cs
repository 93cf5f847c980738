using System;
using System.Globalization;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Detectors.Rows;

/// <summary>
/// A converter that gives the same code while the cell does something. Voltage: not one code of change over a step of the
/// current, or a long run of repeats at a steady current. Current: the voltage goes up and down as in a cycle while the current
/// stands still, or a long run of repeats. docs/specs/alerts.md, section 4.1.
/// </summary>
public sealed class SensorStuckDetector : ILiveDetector
{
    private const double SameCurrent = 0.05;

    private readonly RuleSetup _rule;
    private readonly int _rowsEachSide;
    private readonly double _swingShare;
    private FlowLevel _flow;
    private CurrentStep _step;
    private Repeats _voltage;
    private Repeats _current;
    private Swing _swing;
    private double _runCurrentA;
    private double _lastV = double.NaN;
    private int _identicalRows;
    private int _rowsToProve;
    private int _rowsMoving;
    private string? _stuck;

    private SensorStuckDetector(RuleSetup rule)
    {
        _rule = rule;
        _rowsEachSide = (int)rule["rows-each-side"];
        _swingShare = rule["swing"] / 100;
    }

    public static DetectorKindOf<ILiveDetector> Kind { get; } = new(
        "sensor-stuck", DetectorFeed.Rows, "The same code of voltage or current, to the last bit, while the load changes",
        Severity.Critical,
        [
            new("rows-each-side", "rows", 3, 1, 100, "Identical voltages wanted before a step of the current and after it"),
            new("swing", "%", 30, 5, 100,
                "Share of the voltage's range by which it must go up and down while the current stands still"),
        ],
        setup => new SensorStuckDetector(setup));

    public Verdict? Take(in LiveObservation row)
    {
        if (double.IsNaN(row.VoltageV) || double.IsNaN(row.CurrentA))
        {
            return null;
        }

        _flow.Observe(row.CurrentA);
        _identicalRows = row.VoltageV == _lastV ? _identicalRows + 1 : 0;
        _lastV = row.VoltageV;
        bool stepped = _step.Observe(row, _flow);
        ObserveRepeats(row);
        bool voltageStuck = _voltage.IsUnlikely || IsFlatOverStep(stepped);
        bool currentStuck = _current.IsUnlikely || IsSwinging(row);
        return Judge(row, voltageStuck ? "voltage" : currentStuck ? "current" : null);
    }

    // Under a current that is truly constant the voltage may dip; only legs of most of the range are a cycle.
    private bool IsSwinging(in LiveObservation row)
    {
        bool flows = _flow.Flows(row.CurrentA);
        return _swing.Observe(row.VoltageV, flows, still: !flows || _current.Run > 0, flows ? 2 * _swingShare : _swingShare);
    }

    private void ObserveRepeats(in LiveObservation row)
    {
        // At rest a good channel may read the same for hours; a voltage that is held does so while the current decays.
        if (!_flow.Flows(row.CurrentA))
        {
            _current.Restart();
        }
        else
        {
            _current.Observe(row.CurrentA);
        }

        if (_voltage.Run == 0)
        {
            _runCurrentA = row.CurrentA;
        }

        _voltage.Observe(row.VoltageV);
        bool steady = _flow.Flows(row.CurrentA) && Math.Abs(row.CurrentA - _runCurrentA) <= SameCurrent * _flow.LargestA;
        if (_stuck is null && !steady)
        {
            _voltage.Restart();
        }
    }

    private bool IsFlatOverStep(bool stepped)
    {
        // The step itself takes up to three rows; what is identical beyond them lies on both sides.
        if (stepped && _identicalRows >= _rowsEachSide + 3)
        {
            _rowsToProve = _rowsEachSide;
        }

        if (_rowsToProve == 0 || _identicalRows == 0)
        {
            _rowsToProve = 0;
            return false;
        }

        return --_rowsToProve == 0;
    }

    private Verdict? Judge(in LiveObservation row, string? channel)
    {
        if (_stuck is null && channel is not null)
        {
            _stuck = channel;
            double value = channel == "voltage" ? row.VoltageV : row.CurrentA;
            return _rule.Say(DetectionState.Abnormal, value, double.NaN, channel == "voltage" ? "V" : "A", string.Create(
                CultureInfo.InvariantCulture, $"{channel} stands at {value:G6} {(channel == "voltage" ? "V" : "A")} to the last "
                + $"code while the load changes: converter or wiring is stuck"));
        }

        bool moves = _stuck == "voltage" ? _identicalRows == 0 : _current.Run == 0 && _flow.Flows(row.CurrentA);
        _rowsMoving = _stuck is not null && moves ? _rowsMoving + 1 : 0;
        if (_stuck is null || _rowsMoving < _rowsEachSide)
        {
            return null;
        }

        string was = _stuck;
        _stuck = null;
        _swing = default;
        return _rule.Say(DetectionState.Clear, double.NaN, double.NaN, "", $"{was} moves again");
    }
}
