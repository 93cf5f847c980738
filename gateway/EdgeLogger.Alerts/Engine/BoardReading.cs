using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Engine;

/// <summary>How one board stands now.</summary>
/// <param name="Board">The board.</param>
/// <param name="Observation">What is known of it.</param>
public sealed record BoardReading(string Board, BoardObservation Observation);
