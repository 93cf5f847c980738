using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Keys;
using EdgeLogger.Mqtt.Brokers;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>
/// Boards that keys or the log know and that cannot sign in any more, because the broker's accounts were gone or empty.
/// </summary>
internal static class LostAccounts
{
    // Of a long list the first ones say enough.
    private const int Shown = 10;

    /// <summary>Which boards, and what to do; null if none is missed. Changes nothing.</summary>
    public static string? ProblemOf(string directory, BoardKeys keys)
    {
        string broker = DataDirectory.Broker(directory);
        try
        {
            if (BrokerAccounts.LeftAfterLoss(broker) is not { } left)
            {
                return null;
            }

            string[] missing = [.. keys.Boards.Concat(InLog(directory)).Except(left).Distinct().Order(StringComparer.Ordinal)];
            return missing.Length == 0 ? null
                : $"{Path.Combine(broker, "accounts")} was gone or empty. These boards have no account and cannot sign in, "
                + "their frames stay in their flash: "
                + $"{string.Join(", ", missing.Take(Shown))}"
                + $"{(missing.Length > Shown ? $" and {missing.Length - Shown} others" : "")}. Restore accounts and "
                + "gateway.password from a backup, or run `edgelogger board provision` for each board. If these are all "
                + $"revoked or imported, delete {BrokerAccounts.LossMark} there.";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"The boards' accounts cannot be read: {error.Message}";
        }
    }

    private static IEnumerable<string> InLog(string directory)
    {
        try
        {
            using FrameLogReader log = FrameLogReader.Open(directory);
            return [.. log.ReadStreams().Select(stream => stream.Board)];
        }
        catch (FrameLogException)
        {
            // The log itself reports what is wrong with it.
            return [];
        }
    }
}
