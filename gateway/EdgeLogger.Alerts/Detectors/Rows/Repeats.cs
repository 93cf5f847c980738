namespace EdgeLogger.Alerts.Detectors.Rows;

/// <summary>How long a channel has read the same number to the last bit, and how often it does so when all is well.</summary>
internal struct Repeats
{
    private const int RowsToLearn = 300;
    private const double RareShare = 0.2;
    private const int ShortestRun = 60;
    private const int TimesLongest = 4;

    private double _value;
    private double _share;
    private int _rows;
    private int _longest;

    /// <summary>Rows in a row that repeated the one before.</summary>
    public int Run { get; private set; }

    /// <summary>
    /// The run is longer than this channel ever does: repeats are rare in it (20 %; then 60 of them in a row are a chance of
    /// 1e-42), and this run is four times the longest before. A quantised channel repeats often, and is never called stuck for
    /// it.
    /// </summary>
    public readonly bool IsUnlikely =>
        _rows >= RowsToLearn && _share <= RareShare && Run >= ShortestRun && Run >= TimesLongest * _longest;

    public void Observe(double value)
    {
        bool repeats = value == _value;
        if (!repeats)
        {
            _longest = IsUnlikely ? _longest : int.Max(_longest, Run);
            Run = 0;
            _value = value;
        }
        else
        {
            Run++;
        }

        if (!IsUnlikely)
        {
            _rows = int.Min(_rows + 1, 1000);
            _share += ((repeats ? 1 : 0) - _share) / _rows;
        }
    }

    /// <summary>The run cannot be judged further (the cell rests, or its voltage is held).</summary>
    public void Restart() => Run = 0;
}
