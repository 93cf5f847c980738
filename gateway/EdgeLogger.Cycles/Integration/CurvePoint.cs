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

/// <summary>What one interval, or the part of it on one side of a change of sign, adds to the charge curve.</summary>
/// <param name="ChargeAs">Net charge, A s.</param>
/// <param name="EnergyWs">Net energy, W s.</param>
/// <param name="BelowAs">The charge minus the least it could have been, A s.</param>
/// <param name="AboveAs">The most it could have been minus the charge, A s.</param>
internal readonly record struct CurvePart(double ChargeAs, double EnergyWs, double BelowAs, double AboveAs);
