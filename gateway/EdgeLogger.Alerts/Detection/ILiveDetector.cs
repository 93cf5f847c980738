namespace EdgeLogger.Alerts.Detection;

/// <summary>
/// Judges one cell row by row, in bounded memory and without allocation while nothing changes. It starts anew after a restart: what
/// still is so is found again.
/// </summary>
public interface ILiveDetector
{
    /// <summary>Takes the cell's next row.</summary>
    /// <returns>What is found, when the state changes (the first time: when it is not clear); else null, and the last verdict stands.</returns>
    Verdict? Take(in LiveObservation row);
}
