using System;

namespace EdgeLogger.Bench.Soak;

/// <summary>What a soak has shown.</summary>
/// <param name="Ledger">Both ends, counted.</param>
/// <param name="Memory">Of both processes while it ran.</param>
/// <param name="Pace">Seconds of a cell's time that a board lived through in a second, on average.</param>
/// <param name="CaughtUpAfter">From the last fault until the gateway had everything.</param>
internal sealed record SoakReport(SoakLedger Ledger, SoakMemory Memory, double Pace, TimeSpan CaughtUpAfter);
