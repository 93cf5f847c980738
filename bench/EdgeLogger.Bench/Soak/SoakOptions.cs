using System;
using System.Collections.Generic;

namespace EdgeLogger.Bench.Soak;

/// <summary>How a soak is run.</summary>
internal sealed record SoakOptions
{
    /// <summary>Virtual boards, of one cell each.</summary>
    public required int Boards { get; init; }

    /// <summary>How long faults are made, in real time. Afterwards boards send what they have.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Which faults.</summary>
    public required IReadOnlySet<SoakFault> Faults { get; init; }

    /// <summary>
    /// Decides cells, noise, and the choice and order of faults; what meets what is decided by the machine's timing too.
    /// </summary>
    public required int Seed { get; init; }

    /// <summary>Where the gateway keeps its log; null: a temporary folder, removed at the end.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>
    /// Seconds of a cell's time a second: so many that a processor has 3000 board-seconds a second to simulate, send, store and
    /// derive, which leaves it room to catch up after faults; at 300 a cycle of these cells takes some seconds.
    /// </summary>
    public double Pace => Math.Min(300, 3000.0 * Environment.ProcessorCount / Boards);

    /// <summary>Time between two lines of progress; memory is read as often.</summary>
    public TimeSpan ReportEvery => TimeSpan.FromSeconds(Math.Clamp(Duration.TotalSeconds / 10, 2, 60));

    /// <summary>How long boards may take at the end to get rid of what they have.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);
}
