using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Topics;

namespace EdgeLogger.Mirrors;

/// <summary>What is in a slot now.</summary>
/// <param name="Test">The test under the name that it has now, in its slot.</param>
/// <param name="Cell">The name of the cell, as the points in InfluxDB have it.</param>
/// <param name="Number">The number of the test within the cell, from 1.</param>
/// <param name="Now">How it stands; null while none of its rows has been derived since the start.</param>
public sealed record MirroredCell(TestKey Test, string Cell, int Number, CellSnapshot? Now)
{
    /// <summary>What is in the slots of a gateway; null before its book of cells has been read.</summary>
    /// <remarks>Imported files are in no slot. A slot whose name cannot be part of a topic is left out.</remarks>
    public static IReadOnlyList<MirroredCell>? InSlots(DerivationService derivation)
    {
        ArgumentNullException.ThrowIfNull(derivation);
        return derivation.Plans.Version == 0 ? null : [.. derivation.Plans.All
            .Where(plan => plan.Name is { IsInSlot: true, Board: not null }).Select(plan => Of(plan, derivation))
            .Where(cell => cell.CanBeNamed).OrderBy(cell => cell.Slot, StringComparer.Ordinal)];
    }

    /// <summary>The slot, BOARD/SLOT.</summary>
    public string Slot { get; } = string.Create(CultureInfo.InvariantCulture, $"{Test.Board}/{Test.Slot}");

    /// <summary>The slot as a part of a topic or id, such as bench-01_0.</summary>
    public string SlotId { get; } = string.Create(CultureInfo.InvariantCulture, $"{Test.Board}_{Test.Slot}");

    /// <summary>The test as a part of a topic or id, 16 hexadecimal digits: no change of a name or a slot changes it.</summary>
    public string TestId { get; } = Test.Id.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Its name for a person, who finds it by the slot: "WJK-0412 (bench-01/0)".</summary>
    public string Title => Test.Name == Slot ? Slot : $"{Test.Name} ({Slot})";

    /// <summary>Boards name themselves, and a topic is not a place for a wildcard.</summary>
    public bool CanBeNamed => BoardId.IsValid(Test.Board) && Test.Slot >= 0;

    /// <summary>Whether another look at it found the same.</summary>
    public bool IsSame(MirroredCell? other) => other is not null && ReferenceEquals(Now, other.Now) && IsNamedAs(other);

    /// <summary>Whether it is the same test, in the same slot, under the same name.</summary>
    public bool IsNamedAs(MirroredCell other) => Test == other.Test && Cell == other.Cell && Number == other.Number;

    private static MirroredCell Of(TestPlan plan, DerivationService derivation)
    {
        TestName name = plan.Name!;
        TestKey test = plan.Named(new TestKey(plan.Id, name.Board!, name.Slot));
        return new MirroredCell(test, name.CellOn(test.Board, test.Slot), name.Number, derivation.SnapshotOf(plan.Id));
    }
}
