namespace EdgeLogger.Alerts.Detection;

/// <summary>
/// Judges one cell by its closed cycles. A pure function of the cycles it was given, in their order, in bounded memory: a restart gives
/// them again and gets the same verdicts.
/// </summary>
public interface ICycleDetector
{
    /// <summary>Takes the cell's next cycle.</summary>
    /// <returns>What is found with it; null if it says nothing of this cycle (partial, not to be compared), and the last verdict stands.</returns>
    Verdict? Take(CycleObservation observation);
}
