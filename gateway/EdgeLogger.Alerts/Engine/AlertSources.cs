using System;
using System.Collections.Generic;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Derivation.Following;

namespace EdgeLogger.Alerts.Engine;

/// <summary>What alerts ask the rest of the gateway.</summary>
public sealed record AlertSources
{
    /// <summary>A test's cohort; empty if its cell is of none.</summary>
    public Func<TestKey, string> CohortOf { get; init; } = _ => "";

    /// <summary>How all known boards stand now.</summary>
    public Func<IReadOnlyList<BoardReading>> Boards { get; init; } = () => [];
}

/// <summary>How one board stands now.</summary>
/// <param name="Board">The board.</param>
/// <param name="Observation">What is known of it.</param>
public sealed record BoardReading(string Board, BoardObservation Observation);
