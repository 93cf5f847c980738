using System;
using System.Globalization;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Detectors.Rows;

/// <summary>
/// The cell has no voltage of its own: near zero while it is being charged, or, for a cell whose window lies well above zero,
/// while it is discharged or rests. docs/specs/alerts.md, section 4.5.
/// </summary>
public sealed class CellShortedDetector : ILiveDetector
{
    /// <summary>A cell whose discharges end above this many times the limit has no business below it.</summary>
    private const double WindowFactor = 6;

    /// <summary>
    /// An anode half cell begins its charge at a few hundredths of a volt, but not below this share of the limit.
    /// </summary>
    private const double ZeroShare = 0.2;

    private readonly RuleSetup _rule;
    private readonly double _belowV;
    private readonly double _leapV;
    private readonly int _rowsToFire;
    private FlowLevel _flow;
    private double _windowLowV;
    private int _dischargeEnds;
    private bool _discharged;
    private double _lastV = double.NaN;
    private double _beforeV = double.NaN;
    private int _rowsAgreeing;
    private bool _fell;
    private bool _abnormal;

    private CellShortedDetector(RuleSetup rule)
    {
        _rule = rule;
        _belowV = rule["below"];
        _leapV = rule["leap"];
        _rowsToFire = (int)rule["rows"];
    }

    public static DetectorKindOf<ILiveDetector> Kind { get; } = new(
        "cell-shorted", DetectorFeed.Rows, "No voltage, with current, or after it fell away without a leap", Severity.Critical,
        [
            new("below", "V", 0.05, 0.001, 1, "Magnitude of the voltage below which the cell has none"),
            new("leap", "V", 0.3, 0.01, 10,
                "Without current: a fall to zero faster than this in two rows is an open circuit, not a short"),
            new("rows", "rows", 5, 1, 10_000, "Rows in a row before it is reported"),
        ],
        setup => new CellShortedDetector(setup));

    public Verdict? Take(in LiveObservation row)
    {
        if (double.IsNaN(row.VoltageV) || double.IsNaN(row.CurrentA))
        {
            return null;
        }

        _flow.Observe(row.CurrentA);
        bool flows = _flow.Flows(row.CurrentA);
        bool none = Math.Abs(row.VoltageV) < _belowV;
        bool highWindow = _windowLowV > WindowFactor * _belowV;
        if (none && !(Math.Abs(_lastV) < _belowV))
        {
            _fell = Math.Abs(_beforeV - row.VoltageV) < _leapV;
        }

        bool chargedAtZero = row.CurrentA > 0 && Math.Abs(row.VoltageV) < _belowV * ZeroShare;
        bool shorted = none && (_abnormal || (flows ? chargedAtZero || highWindow : highWindow && _fell));
        LearnWindow(row, flows);
        (_beforeV, _lastV) = (_lastV, row.VoltageV);
        _rowsAgreeing = shorted != _abnormal ? _rowsAgreeing + 1 : 0;
        if (_rowsAgreeing < _rowsToFire)
        {
            return null;
        }

        _rowsAgreeing = 0;
        _abnormal = !_abnormal;
        return _rule.Say(_abnormal ? DetectionState.Abnormal : DetectionState.Clear, row.VoltageV, _belowV, "V", string.Create(
            CultureInfo.InvariantCulture, $"{row.VoltageV:0.000} V at {row.CurrentA * 1000:0.####} mA: "
            + $"{(_abnormal ? "the cell is shorted" : "the cell has a voltage again")}"));
    }

    // Where discharges end, as a mean of the last ten: the voltage on the way into a short is to count for little.
    private void LearnWindow(in LiveObservation row, bool flows)
    {
        bool discharges = flows && row.CurrentA < 0;
        if (_discharged && !discharges && Math.Abs(_lastV) >= _belowV)
        {
            _dischargeEnds = int.Min(_dischargeEnds + 1, 10);
            _windowLowV += (_lastV - _windowLowV) / _dischargeEnds;
        }

        _discharged = discharges;
    }
}
