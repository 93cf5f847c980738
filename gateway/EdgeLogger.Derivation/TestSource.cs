using System;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Derivation;

/// <summary>What tests are derived with.</summary>
/// <param name="Store">Their results so far.</param>
/// <param name="SettingsOf">How a test is to be derived. Results that were derived otherwise are forgotten.</param>
/// <param name="Rows">Who is shown the rows.</param>
internal sealed record TestSource(DerivedStore Store, Func<TestKey, CellSettings> SettingsOf, RowTap Rows)
{
    /// <summary>
    /// The last frame of each segment of a test that is derived; segments after those are not. Null: as far as the log goes.
    /// </summary>
    public Func<ulong, long[]>? LimitsOf { get; init; }
}
