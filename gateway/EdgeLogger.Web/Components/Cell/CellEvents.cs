using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Traces;
using EdgeLogger.Web.Components.Notes;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>What happened in a test: alerts, changes of what is known of it, notes, pauses, restarts, steps.</summary>
internal static class CellEvents
{
    /// <summary>The most alerts that are looked through.</summary>
    public const int MostAlerts = 200;

    /// <summary>The most steps that are shown.</summary>
    public const int MostSteps = 100;

    private const int PauseWidth = 2000;
    private const long PauseMs = 1000;

    /// <summary>All of them, the newest first; those without a time at the end.</summary>
    public static IReadOnlyList<CellEvent> Read(GatewayView view, TestKey test) =>
    [
        .. Alerts(view, test).Concat(Changes(view, test)).Concat(Notes(view, test)).Concat(NoteChanges(view, test))
            .Concat(Pauses(view, test)).Concat(Restarts(view, test)).Concat(Steps(view, test))
            .OrderByDescending(one => one.UtcMs ?? long.MinValue),
    ];

    private static IEnumerable<CellEvent> Alerts(GatewayView view, TestKey cell)
    {
        foreach (Alert alert in view.Alerts.Book.Latest(MostAlerts)
            .Where(alert => alert.Subject == Subject.Of(cell) || alert.Subject == Subject.Board(cell.Board)))
        {
            yield return new CellEvent(alert.OpenedAt.ToUnixTimeMilliseconds(), alert.IsOpen
                ? $"open {Word(alert.Severity)}"
                : Word(alert.Severity), alert.Sentence, IsBad: true);
            if (alert.ClosedAt is { } closed && alert.Withdrawn?.At != closed)
            {
                yield return new CellEvent(closed.ToUnixTimeMilliseconds(), $"{Word(alert.Severity)} over", alert.ClosedSentence);
            }

            if (alert.Withdrawn is { } withdrawn)
            {
                yield return new CellEvent(
                    withdrawn.At.ToUnixTimeMilliseconds(), $"{Word(alert.Severity)} withdrawn", withdrawn.Why);
            }
        }
    }

    private static IEnumerable<CellEvent> Changes(GatewayView view, TestKey cell)
    {
        CellMetadata before = new();
        foreach (CellChange change in (view.Book.FindTest(cell.Id) is { } test ? view.Book.ChangesOf(test.Cell) : []))
        {
            yield return new CellEvent(change.At.ToUnixTimeMilliseconds(), "changed", MetadataForm.Describe(before, change));
            before = change.Metadata;
        }
    }

    private static IEnumerable<CellEvent> Notes(GatewayView view, TestKey test) => view.Book.FindTest(test.Id) is { } run
        ? TestNote.Read(view.Book, run).Select(one =>
            new CellEvent(one.Note.AtUtcMs, "note", $"{one.Label}, {one.Note.By}, {one.About}: {one.Note.Text}"))
        : [];

    private static IEnumerable<CellEvent> NoteChanges(GatewayView view, TestKey test)
    {
        foreach (HistoryEntry change in view.Book.FindTest(test.Id) is { } run ? view.Book.NoteChangesAbout(run) : [])
        {
            Note before = change.NoteOf(change.Before!);
            Note after = change.NoteOf(change.After);
            string what = $"{TestNote.LabelOf(after)}, {change.Author.By}: "
                + (after.IsWithdrawn ? $"\"{before.Text}\"" : $"{Said(before, after)} -> {Said(after, before)}")
                + (change.Author.Why.Length > 0 ? $" ({change.Author.Why})" : "");
            yield return new CellEvent(
                change.At.ToUnixTimeMilliseconds(), after.IsWithdrawn ? "note withdrawn" : "note edited", what);
        }
    }

    // Of a note that was edited only what another one says otherwise.
    private static string Said(Note note, Note other) => string.Join(", ", ((string?[])
        [
            note.AtUtcMs == other.AtUtcMs ? null : $"{UtcText.Second(note.AtUtcMs)} UTC",
            note.Text == other.Text ? null : $"\"{note.Text}\"",
        ]).Where(part => part is not null));

    private static IEnumerable<CellEvent> Pauses(GatewayView view, TestKey cell)
    {
        using TraceReader reader = view.OpenTraces();
        IReadOnlyList<SegmentFrames> segments = view.Derivation.Store.FramesOf(cell.Id);
        if (reader.Covered(segments) is not { } covered)
        {
            yield break;
        }

        TraceSpan last = TraceSpan.None;
        foreach (TraceSpan span in reader.Read(segments, covered.StartMs, covered.EndMs, PauseWidth))
        {
            if (last.Rows > 0 && span.StartMs - last.EndMs >= PauseMs)
            {
                yield return new CellEvent(last.EndMs, "pause",
                    $"nothing was measured for {UtcText.Length(span.StartMs - last.EndMs)}, or it has not come", IsBad: true);
            }

            if (span.IsUntrusted && !last.IsUntrusted)
            {
                yield return new CellEvent(span.StartMs, "UTC not known",
                    "times from here are estimated from when the data arrived; capacities are not touched", IsBad: true);
            }

            last = span;
        }
    }

    private static IEnumerable<CellEvent> Restarts(GatewayView view, TestKey cell)
    {
        using TraceReader reader = view.OpenTraces();
        foreach ((long utcMs, uint boot) in view.Derivation.Store.FramesOf(cell.Id)
            // A stream's first boot is not a restart.
            .SelectMany(segment => reader.Boots(segment).Skip(segment.Segment.From is null ? 1 : 0)))
        {
            yield return new CellEvent(utcMs, "restart",
                string.Create(CultureInfo.InvariantCulture, $"the board started for the {boot}. time"), IsBad: true);
        }
    }

    private static IEnumerable<CellEvent> Steps(GatewayView view, TestKey cell)
    {
        int count = view.Derivation.Store.StepCount(cell.Id);
        return view.Derivation.Store.Steps(cell.Id, Math.Max(1, count - MostSteps + 1)).Select(stored => new CellEvent(
            stored.StartUtcMs, $"step {stored.Number}",
            string.Create(CultureInfo.InvariantCulture,
                $"{Word(stored.Step.Kind)}, {UtcText.Length((long)(1000 * stored.Step.DurationS))}, {1000 * stored.Step.Ah:F4} "
                + $"mAh, {stored.Step.StartV:F3} to {stored.Step.EndV:F3} V")));
    }

    private static string Word(Severity severity) => severity.ToString().ToLowerInvariant();

    private static string Word(StepKind kind) => kind switch
    {
        StepKind.ConstantCurrent => "constant current",
        StepKind.ConstantVoltage => "constant voltage",
        _ => kind.ToString().ToLowerInvariant(),
    };
}

/// <summary>Something that happened to a cell.</summary>
/// <param name="UtcMs">When, Unix ms; null if the board did not know.</param>
/// <param name="Kind">What it is, in a word or two.</param>
/// <param name="Text">More about it.</param>
/// <param name="IsBad">It should not have happened.</param>
public sealed record CellEvent(long? UtcMs, string Kind, string Text, bool IsBad = false);
