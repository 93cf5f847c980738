namespace EdgeLogger.Alerts.Detection;

/// <summary>Judges one board. As with rows, it starts anew after a restart.</summary>
public interface IBoardDetector
{
    /// <summary>Takes how the board stands now.</summary>
    /// <returns>What is found, when the state changes; else null, and the last verdict stands.</returns>
    Verdict? Take(in BoardObservation observation);
}
