using System.Collections.Generic;

namespace EdgeLogger.Cells.Plans;

/// <summary>What has changed in the book since a version of it.</summary>
/// <param name="Version">The version up to which that holds: ask with it the next time.</param>
/// <param name="Cells">Ids of the cells that were added or changed.</param>
/// <param name="Tests">Ids of the tests whose plan may be another one: their own change, or their cell's.</param>
/// <param name="Notes">Ids of the notes that were written, edited or withdrawn.</param>
public sealed record BookChanges(
    long Version, IReadOnlyList<ulong> Cells, IReadOnlyList<ulong> Tests, IReadOnlyList<ulong> Notes);
