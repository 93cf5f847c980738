using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Turning;

/// <summary>A half cycle that is held back; it starts where the one before it ends, and goes the other way.</summary>
internal struct HeldSpan
{
    public Integration.CurvePoint End;
    public HalfTally Tally;
    public RestMark RestAfter;
}
