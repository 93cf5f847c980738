namespace EdgeLogger.Cycles.Detail;

/// <summary>Resistance over the steps of a half cycle: the slope of voltage change against current change through zero.</summary>
internal struct ResistanceTally
{
    private float _product;
    private float _square;

    public readonly double? Ohm => _square > 0 ? _product / _square : null;

    public void Add(double changeV, double stepA)
    {
        if (!double.IsNaN(changeV))
        {
            _product += (float)(changeV * stepA);
            _square += (float)(stepA * stepA);
        }
    }

    public void Append(in ResistanceTally later)
    {
        _product += later._product;
        _square += later._square;
    }
}
