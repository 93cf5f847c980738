using EdgeLogger.Frames;

namespace EdgeLogger.Alerts.Detection;

/// <summary>Judges one board. As with rows, it starts again after a restart.</summary>
public interface IBoardDetector
{
    /// <summary>Takes how the board stands now.</summary>
    /// <returns>What is found, when the state changes; else null, and the last verdict stands.</returns>
    Verdict? Take(in BoardObservation observation);
}

/// <summary>
/// How a board stands, asked at a steady interval whether it has said anything or not: silence is an observation too.
/// </summary>
/// <param name="TimeS">Now, on the gateway's monotonic clock, s.</param>
/// <param name="SilentS">Time since anything came from it, s.</param>
/// <param name="BacklogFrames">Frames that wait on the board, all streams; null if it has not said.</param>
/// <param name="CapacityHours">Hours that its flash holds at its present rate; null if it has not said.</param>
/// <param name="FramesLost">Frames ever overwritten before they were acknowledged, all streams; null if it has not said.</param>
/// <param name="Clock">What it says of its UTC; null if it has not said.</param>
/// <param name="ClockOffsetS">Its UTC minus the gateway's at arrival of a live frame, s; null if it is not known.</param>
/// <param name="FramesDamaged">Its frames that the gateway's disk has changed, found since the gateway's start.</param>
/// <param name="LastDamage">The last of them in words; "" if there is none.</param>
public readonly record struct BoardObservation(
    double TimeS, double SilentS, long? BacklogFrames, double? CapacityHours, long? FramesLost, TimeQuality? Clock,
    double? ClockOffsetS,
    long FramesDamaged = 0, string LastDamage = "");
