using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Boards;

namespace EdgeLogger.Web.Components.Boards;

/// <summary>What boards answer, in words.</summary>
internal static class BoardTalk
{
    /// <summary>Does something with a board.</summary>
    /// <returns>Why it was not done; empty if it was.</returns>
    public static async Task<string> TryAsync(Func<Task> action)
    {
        try
        {
            await action();
            return "";
        }
        catch (BoardException error)
        {
            return error.Message;
        }
    }

    /// <summary>A line for each slot of a board's report: channels, their chips, and how those do.</summary>
    public static IReadOnlyList<string> Slots(JsonElement answer) =>
    [
        .. answer.GetProperty("board").GetProperty("slots").EnumerateArray()
        .Select(slot => $"slot {slot.GetProperty("slot")}: " + string.Join(", ",
            slot.GetProperty("channels").EnumerateArray().Select(channel =>
                $"{channel.GetProperty("channel").GetString()} {channel.GetProperty("chip").GetString()} "
                + $"{channel.GetProperty("status").GetString()}"))),
    ];
}
