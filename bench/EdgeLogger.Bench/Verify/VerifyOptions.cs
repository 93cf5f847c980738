using System.Collections.Generic;

namespace EdgeLogger.Bench.Verify;

/// <summary>How the reference table is verified.</summary>
internal sealed record VerifyOptions
{
    /// <summary>Share of the cycles of each long test, 1 for all.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Names of the cells to run; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Whether slots are calibrated before they measure. If not, rows are expected to fail.</summary>
    public bool Calibrated { get; init; } = true;

    /// <summary>Decides the chips' errors and noise, and when connections are cut.</summary>
    public ulong Seed { get; init; } = 1;
}
