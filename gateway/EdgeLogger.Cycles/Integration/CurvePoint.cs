namespace EdgeLogger.Cycles.Integration;

/// <summary>One point of the charge curve: everything that was summed up to it.</summary>
internal struct CurvePoint
{
    /// <summary>Net charge since the record began, A s; charging counts up.</summary>
    public CompensatedSum ChargeAs;

    /// <summary>Net energy since the record began, W s.</summary>
    public CompensatedSum EnergyWs;

    /// <summary>How much lower the charge could be, by reading each discontinuity of the current otherwise, A s.</summary>
    public double BelowAs;

    /// <summary>How much higher the charge could be, A s.</summary>
    public double AboveAs;

    public double TimeS;

    /// <summary>Index of the last row at or before the point.</summary>
    public long Row;

    public void Add(in CurvePart part)
    {
        ChargeAs.Add(part.ChargeAs);
        EnergyWs.Add(part.EnergyWs);
        BelowAs += part.BelowAs;
        AboveAs += part.AboveAs;
    }
}
