using System.Text.Json;
using EdgeLogger.Boards.Commands;

namespace EdgeLogger.Web.Components.Boards;

/// <summary>What a state document says of one slot.</summary>
/// <param name="Slot">The slot, from 0.</param>
/// <param name="Stream">Its stream, hexadecimal.</param>
/// <param name="Boot">Boots on this flash.</param>
/// <param name="Oldest">The oldest frame in its ring.</param>
/// <param name="Newest">The newest one.</param>
/// <param name="Backlog">Frames that the gateway has not acknowledged.</param>
/// <param name="CapacityHours">Hours that the ring holds; null if the board does not know it yet.</param>
/// <param name="LostFirst">Begin of the range that was overwritten last; null if none was.</param>
/// <param name="LostLast">Its end.</param>
/// <param name="LostFrames">How many ever.</param>
/// <param name="Faults">Faults since boot of flash, frames and acknowledgements.</param>
/// <param name="Restarts">Restarts of the slot's input since boot.</param>
public sealed record StreamStanding(
    long? Slot, string? Stream, long? Boot, long? Oldest, long? Newest, long? Backlog, double? CapacityHours,
    long? LostFirst, long? LostLast, long? LostFrames, long Faults, long? Restarts)
{
    /// <summary>
    /// Hours of record that wait: the share of the ring that is backlog, times the hours that the ring holds. A ring that has not
    /// been filled once yet is larger than what is in it, so the figure is then an upper bound. Null if it is not known.
    /// </summary>
    public double? BacklogHours => Backlog is { } waiting && Newest is { } newest && Oldest is { } oldest && newest >= oldest
        && CapacityHours is { } hours
        ? waiting * hours / (newest - oldest + 1)
        : Backlog == 0 ? 0 : null;

    /// <summary>The ring has been filled once, so that <see cref="BacklogHours"/> is exact.</summary>
    public bool HasFilled => Oldest > 1;

    /// <summary>Reads one of the document's streams.</summary>
    public static StreamStanding Of(JsonElement stream) => new(
        StateNumber.Whole(stream, "slot"), BoardStanding.Text(stream, "stream"), StateNumber.Whole(stream, "boot"),
        StateNumber.Whole(stream, "oldest"), StateNumber.Whole(stream, "newest"), StateNumber.Whole(stream, "backlog"),
        StateNumber.Real(stream, "capacity_h") is > 0 and { } hours ? hours : null,
        StateNumber.Whole(stream, "lost_first") is > 0 and { } first ? first : null,
        StateNumber.Whole(stream, "lost_last") is > 0 and { } last ? last : null,
        StateNumber.Whole(stream, "lost_frames"),
        (StateNumber.Whole(stream, "flash_faults") ?? 0) + (StateNumber.Whole(stream, "frames_refused") ?? 0)
            + (StateNumber.Whole(stream, "bad_acks") ?? 0),
        StateNumber.Whole(stream, "restarts"));
}
