namespace EdgeLogger.Alerts.Detectors.Rows;

/// <summary>
/// Whether the voltage goes up and down as in a cycle while the current is said to stand still. A rest relaxes one way only.
/// </summary>
internal struct Swing
{
    private const double LeastLegV = 0.05;
    private const int Legs = 3;

    private double _highestV;
    private double _lowestV;
    private double _rangeHighV;
    private double _rangeLowV;
    private int _direction;
    private int _turns;
    private bool _ranged;
    private bool _still;

    /// <param name="voltageV">The row's voltage.</param>
    /// <param name="flows">Current flows: the row belongs to the range in normal use.</param>
    /// <param name="still">The current stands still.</param>
    /// <param name="share">Share of the range that a leg must have.</param>
    /// <returns>Whether the voltage has gone three legs up and down, each a share of its range in normal use, within one still
    /// stretch.</returns>
    public bool Observe(double voltageV, bool flows, bool still, double share)
    {
        if (flows)
        {
            _rangeHighV = _ranged ? double.Max(_rangeHighV, voltageV) : voltageV;
            _rangeLowV = _ranged ? double.Min(_rangeLowV, voltageV) : voltageV;
            _ranged = true;
        }

        if (!still || !_still)
        {
            (_still, _turns, _direction, _highestV, _lowestV) = (still, 0, 0, voltageV, voltageV);
            return false;
        }

        double legV = _ranged ? double.Max(LeastLegV, share * (_rangeHighV - _rangeLowV)) : double.PositiveInfinity;
        _highestV = double.Max(_highestV, voltageV);
        _lowestV = double.Min(_lowestV, voltageV);
        if (_direction <= 0 && voltageV > _lowestV + legV)
        {
            (_direction, _turns, _highestV) = (1, _turns + 1, voltageV);
        }
        else if (_direction >= 0 && voltageV < _highestV - legV)
        {
            (_direction, _turns, _lowestV) = (-1, _turns + 1, voltageV);
        }

        return _turns >= Legs;
    }
}
