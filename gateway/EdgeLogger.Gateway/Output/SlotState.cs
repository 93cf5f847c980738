using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Metadata;

namespace EdgeLogger.Gateway.Output;

/// <summary>What is known of the cell that is in a slot.</summary>
/// <param name="Slot">The slot, BOARD/SLOT.</param>
/// <param name="Metadata">What is known now.</param>
/// <param name="History">Every change, in order.</param>
internal sealed record SlotState(string Slot, CellMetadata Metadata, IReadOnlyList<CellChange> History)
{
    /// <summary>All of it on one line.</summary>
    public string Line =>
        $"{Slot}  {string.Join("  ", MetadataText.Known(Metadata).Select(quantity => $"{quantity.Name} {quantity.Text}"))}  "
        + $"(since {History[^1].At.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)})";
}
