using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Maintenance;
using EdgeLogger.Gateway.Hosting;

namespace EdgeLogger.Gateway.Doctor;

/// <summary>Puts into words what the audit of a log has shown.</summary>
internal static class LogExamination
{
    // Of a long list the first ones say enough.
    private const int Shown = 10;

    private static readonly TimeSpan Silence = TimeSpan.FromHours(1);

    public static IEnumerable<Finding> Examine(AuditReport report, DateTimeOffset now)
    {
        foreach (string fault in report.FileFaults.Take(Shown))
        {
            yield return new Finding(FindingLevel.Bad, $"frames.db: {fault}",
                "Stop the gateway, keep a copy of the folder, and restore the newest backup.");
        }

        if (report.FileFaults.Count == 0)
        {
            yield return new Finding(FindingLevel.Good, "frames.db: SQLite finds its file whole");
        }

        foreach (Finding finding in Segments(report).Concat(Damage(report)).Concat(Streams(report)).Concat(Schemas(report))
            .Concat(Times(report)).Concat(Refusals(report)).Concat(Boards(report, now)))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> Segments(AuditReport report)
    {
        int dropped = report.Streams.Count(stream => stream.Stream.ExpiredTo > 0);
        if (report.Segments.Count > 0)
        {
            string oldest = $"{DateTimeOffset.FromUnixTimeMilliseconds(report.Segments[0].FirstUtcMs):u}";
            yield return new Finding(
                FindingLevel.Good,
                $"segments: {report.Segments.Count}, about "
                    + $"{report.Segments.Sum(segment => segment.Bytes) / 1048576.0:N1} MiB, from {oldest} on"
                + (dropped == 0 ? "" : $"; older frames of {dropped} streams have been dropped by the log's limits"));
        }
    }

    private static IEnumerable<Finding> Damage(AuditReport report)
    {
        if (report.Damaged.Count == 0)
        {
            yield return new Finding(FindingLevel.Good, $"frames: all {report.Frames:N0} agree with their CRC-32");
            yield break;
        }

        string some = string.Join(", ", report.Damaged.Take(Shown).Select(frame => $"{frame.StreamId:x16}/{frame.Sequence}"));
        yield return new Finding(
            FindingLevel.Bad,
            $"frames: {report.Damaged.Count} of {report.Frames:N0} have been changed by the disk ({some})",
            "They are left out of all results. Check the disk; `edgelogger doctor --repair` moves them to quarantine.");
    }

    private static IEnumerable<Finding> Streams(AuditReport report)
    {
        foreach (StreamAudit stream in report.Streams.Where(stream => stream.IsMarkTooHigh))
        {
            yield return new Finding(
                FindingLevel.Bad,
                $"stream {stream.Stream.StreamId:x16} of {stream.Stream.Board}: reported on disk up to "
                    + $"{stream.Stream.Contiguous}, but {stream.Contiguous + 1L} is not there",
                "Frames have been taken out of the log. Restore a backup that has them.");
        }

        foreach (StreamAudit stream in report.Streams.Where(stream => stream.Missing > 0 && !stream.IsMarkTooHigh).Take(Shown))
        {
            yield return new Finding(
                FindingLevel.Note,
                $"stream {stream.Stream.StreamId:x16} of {stream.Stream.Board}: {stream.Missing} frames missing between "
                    + $"{stream.Contiguous} and {stream.Highest}",
                "The board still has them, or will report them lost: its results wait at the hole. Nothing to do "
                + "while the board is connected.");
        }

        long lost = report.Streams.Sum(stream => stream.ReportedLost);
        long missing = report.Streams.Sum(stream => stream.Missing);
        yield return new Finding(
            lost == 0 ? FindingLevel.Good : FindingLevel.Note,
            $"streams: {report.Streams.Count}, {lost} frames reported lost by boards, {missing} awaited",
            lost == 0 ? "" : "Charge over the losses comes from the boards' counters. Losses mean that a board was cut off for "
                + "longer than its flash lasts.");
    }

    private static IEnumerable<Finding> Schemas(AuditReport report)
    {
        int usable = 0;
        foreach (SchemaUse use in report.Schemas)
        {
            if (Problem(use) is { } problem)
            {
                yield return new Finding(
                    FindingLevel.Bad,
                    $"schema {use.Hash:x8} of {use.Board}, stream {use.StreamId:x16}: {problem}; {use.Frames} frames name it, "
                        + $"the first of {DateTimeOffset.FromUnixTimeMilliseconds(use.FirstUtcMs):u}",
                    "The frames are kept, and their results wait. The board publishes it again within an hour while it is "
                    + $"connected; `edgelogger board reboot {use.Board}` makes it do so within two minutes.");
            }
            else
            {
                usable++;
            }
        }

        yield return new Finding(FindingLevel.Good, $"schemas: {usable} in use and known");
    }

    private static IEnumerable<Finding> Times(AuditReport report)
    {
        foreach (StreamAudit stream in report.Streams.Where(stream => stream.ImpossibleTimes > 0).Take(Shown))
        {
            yield return new Finding(
                FindingLevel.Note,
                $"{NameOf(stream.Stream, report.Schemas)}: {stream.ImpossibleTimes} frames give a time outside of 2000 to 2199; "
                    + "their rows count, and have no date",
                "Set the board's clock, or look who has its account.");
        }
    }

    private static string NameOf(StreamEntry stream, IEnumerable<SchemaUse> schemas)
    {
        SchemaUse? use = schemas.FirstOrDefault(use => use.StreamId == stream.StreamId && Problem(use) is null);
        return use?.Document is not { } document
            ? $"stream {stream.StreamId:x16} of {stream.Board}"
            : $"cell {stream.Board}/{SchemaDocument.Parse(document).Of(use!.Board, use.StreamId)!.Slot}";
    }

    private static string? Problem(SchemaUse use)
    {
        if (use.Document is null)
        {
            return "the board has not sent it";
        }

        try
        {
            return SchemaDocument.Parse(use.Document).Of(use.Board, use.StreamId) is null ? "it does not name the stream" : null;
        }
        catch (FormatException error)
        {
            return error.Message;
        }
    }

    private static IEnumerable<Finding> Refusals(AuditReport report)
    {
        foreach (RefusalCount refusal in report.Refusals.OrderByDescending(refusal => refusal.Count).Take(Shown))
        {
            yield return new Finding(
                FindingLevel.Note,
                $"{RefusalAdvice.Sender(refusal.Board)}: {refusal.Count} {(refusal.Count == 1 ? "message" : "messages")} "
                    + $"refused as {refusal.Reason} since the log was made",
                RefusalAdvice.For(refusal.Reason, refusal.Board));
        }

        if (report.Refusals.Count > Shown)
        {
            yield return new Finding(
                FindingLevel.Note, $"refusals: {report.Refusals.Count - Shown} other pairs of board and reason");
        }
    }

    private static IEnumerable<Finding> Boards(AuditReport report, DateTimeOffset now)
    {
        foreach (IGrouping<string, StreamAudit> board in report.Streams.GroupBy(stream => stream.Stream.Board))
        {
            TimeSpan age = now - DateTimeOffset.FromUnixTimeMilliseconds(board.Max(stream => stream.NewestUtcMs));
            bool silent = age > Silence;
            yield return new Finding(
                silent ? FindingLevel.Note : FindingLevel.Good,
                $"board {board.Key}: newest frame {Age(age)} ago",
                silent ? "If it should be running: is it powered, is its Wi-Fi up, does `edgelogger "
                    + "board list` show its account?" : "");
        }
    }

    private static string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 2 } => $"{age.TotalDays:F0} days",
        { TotalHours: >= 2 } => $"{age.TotalHours:F0} h",
        { TotalMinutes: >= 2 } => $"{age.TotalMinutes:F0} min",
        _ => $"{Math.Max(0, age.TotalSeconds):F0} s",
    };
}
