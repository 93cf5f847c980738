namespace EdgeLogger.VirtualBench.Cells;

/// <summary>One step of a cycler's programme.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="CRate">Current over the model's 1C current, positive either way.</param>
/// <param name="LimitV">Voltage that ends the step, or is held.</param>
/// <param name="HoldCRate">Current at which holding ends.</param>
/// <param name="DurationS">Time of a rest.</param>
public sealed record CyclerStep(CyclerStepKind Kind, double CRate, double LimitV, double HoldCRate, double DurationS)
{
    public static CyclerStep Rest(double durationS) => new(CyclerStepKind.Rest, 0, 0, 0, durationS);

    public static CyclerStep Charge(double cRate, double limitV) => new(CyclerStepKind.Charge, cRate, limitV, 0, 0);

    public static CyclerStep ChargeAndHold(double cRate, double limitV, double holdCRate)
        => new(CyclerStepKind.ChargeAndHold, cRate, limitV, holdCRate, 0);

    public static CyclerStep Discharge(double cRate, double limitV) => new(CyclerStepKind.Discharge, cRate, limitV, 0, 0);
}
