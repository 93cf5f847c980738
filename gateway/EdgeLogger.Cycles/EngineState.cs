using EdgeLogger.Cycles.Detail;
using EdgeLogger.Cycles.Integration;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Pairing;
using EdgeLogger.Cycles.Turning;

namespace EdgeLogger.Cycles;

/// <summary>
/// All that the engine knows of a cell: one plain value of a few kilobytes. Every field in it is eight bytes long, so that it has
/// no padding and its bytes are a checkpoint.
/// </summary>
internal struct EngineState
{
    public ChargeCurve Curve;
    public CurrentScale Current;
    public IntervalWatch Intervals;
    public SamplingWatch Sampling;
    public GranularityWatch CurrentCodes;
    public double CurrentResolutionA;
    public CyclePairing Pairing;

    public TriggeredReadings Triggered;
    public StuckWatch Stuck;

    /// <summary>Used with details or steps only.</summary>
    public DetailWatch Watch;

    public Sample Previous;

    /// <summary>What surrounded the cell at the previous reading.</summary>
    public CellConditions PreviousConditions;

    /// <summary>The previous reading as it is integrated: its voltage, V, and current, A.</summary>
    public double FairVoltageV;
    public double FairCurrentA;
    public long HasPrevious;

    public long Rows;
    public long Flags;

    /// <summary>1 once a row has been accepted.</summary>
    public long Begun;
    public long Finished;

    public long FirstRow;
    public double FirstAbsoluteA;

    /// <summary>Why the next row is not joined with the last; <see cref="HasPrevious"/> is then 0.</summary>
    public long BreakFlags;

    /// <summary>1 if current flowed when the record broke off.</summary>
    public long BrokeUnderCurrent;
}
