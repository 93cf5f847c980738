using System;
using System.Collections.Generic;

namespace EdgeLogger.Gateway.Soak;

/// <summary>How a soak is run.</summary>
internal sealed record SoakOptions
{
    /// <summary>Virtual boards, of one cell each.</summary>
    public required int Boards { get; init; }

    /// <summary>How long faults are made, in real time. Afterwards boards send what they have.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Which faults.</summary>
    public required IReadOnlySet<SoakFault> Faults { get; init; }

    /// <summary>Decides cells, noise, and the choice and order of faults; what meets what is decided by the machine's timing too.</summary>
    public required int Seed { get; init; }

    /// <summary>Where the gateway keeps its log; null: a temporary folder, removed at the end.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>How long boards may take at the end to get rid of what they have.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);
}
