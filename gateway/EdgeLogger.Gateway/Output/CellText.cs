using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;

namespace EdgeLogger.Gateway.Output;

/// <summary>Cells of the book, their tests, notes and changes in words.</summary>
internal static class CellText
{
    /// <summary>
    /// What is known of a cell, name and value; what is not known is left out. Each has the name of the option that sets it.
    /// </summary>
    public static IEnumerable<(string Name, string Text)> All(Cell cell) => MetadataText.Known(cell.Metadata).Concat(
    [
        ("electrolyte", cell.Electrolyte), ("counter-electrode", cell.CounterElectrode), ("operator", cell.Operator),
        ("made", cell.Made?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""),
        .. cell.Fields.Select(field => ($"field {field.Key}", field.Value)),
    ]).Where(one => one.Item2.Length > 0);

    /// <summary>The same on one line, to stand after its name.</summary>
    public static string Known(Cell cell) => string.Concat(All(cell).Select(one => $"  {one.Name} {one.Text}"));

    /// <summary>What a change has changed: "mass-mg 6 -> 6.1".</summary>
    public static string Difference(Cell? before, Cell after)
    {
        Dictionary<string, string> was = before is null ? [] : Named(before);
        Dictionary<string, string> now = Named(after);
        return string.Join(", ",
            from name in was.Keys.Union(now.Keys)
            let old = was.GetValueOrDefault(name)
            let text = now.GetValueOrDefault(name)
            where old != text
            select old is null ? $"{name} {text}" : $"{name} {old} -> {text ?? "not known"}");
    }

    /// <summary>A test on one line.</summary>
    public static string Test(TestRun test)
    {
        string slots = string.Join(", ", test.Kept.Select(segment => segment.Slot?.ToString() ?? segment.File?.Name));
        string start = test.StartUtcMs is { } from ? $" from {Moment.Text(from)}" : "";
        string end = test.EndUtcMs is { } to ? $" to {Moment.Text(to)}" : "";
        return $"test {test.Number}{start}{end}: {slots}";
    }

    /// <summary>A test on one line, and each of its segments on one more, numbered as `cell correct` takes them.</summary>
    public static IEnumerable<string> TestWithSegments(TestRun test) =>
        test.Segments.Select((segment, index) => Segment(index + 1, segment)).Prepend(Test(test));

    private static string Segment(int number, Segment segment) => segment.File is { } file
        ? string.Create(CultureInfo.InvariantCulture, $"  segment {number}: file {file.Name}")
            + (file.StartUtcMs is { } start ? $" from {Moment.Text(start)}" : "") + (segment.IsWithdrawn ? ", taken out" : "")
        : string.Create(CultureInfo.InvariantCulture,
            $"  segment {number}: {segment.Slot} from {Edge(segment.From!)} to {(segment.To is { } to ? Edge(to) : "now")}");

    private static string Edge(Edge edge) => Moment.Text(edge.UtcMs) + edge.At switch
    {
        // The gateway gives it a point when a row that ended after it has come: soon, if one is there already.
        null => " (row not found yet)",
        { UptimeMs: < 0 } => " (the stream's begin)",
        { } at => string.Create(CultureInfo.InvariantCulture, $" (boot {at.Boot}, uptime {at.UptimeMs} ms)"),
    };

    /// <summary>A note on one line, but for its own line ends.</summary>
    public static string Note(TestRun? test, Note note) =>
        $"note {note.Number}  {Moment.Text(note.AtUtcMs)}  {note.By}"
        + $"{(test is not null ? $", on test {test.Number}" : OnCohort(note.Subject))}: {note.Text}";

    private static string OnCohort(NoteSubject subject) =>
        subject.Cohort is { Length: > 0 } cohort ? $", on cohort {cohort}" : "";

    /// <summary>A change on one line.</summary>
    public static string Change(HistoryEntry entry)
    {
        string what = entry.Item switch
        {
            BookItem.Cell => Difference(
                entry.Before is null ? null : HistoryEntry.Parse<Cell>(entry.Before), HistoryEntry.Parse<Cell>(entry.After)),
            BookItem.Test => $"{entry.Action}, {Test(HistoryEntry.Parse<TestRun>(entry.After))}",
            _ => NoteChange(entry),
        };
        string why = entry.Author.Why.Length > 0 ? $"  ({entry.Author.Why.ReplaceLineEndings(" ")})" : "";
        return $"{Moment.Text(entry.At.ToUnixTimeMilliseconds())}  {entry.Author.By}: {what}{why}";
    }

    private static string NoteChange(HistoryEntry entry)
    {
        Note after = entry.NoteOf(entry.After);
        string name = $"note {after.Number}{OnCohort(after.Subject)}";
        if (entry.Before is null)
        {
            return $"{name}: {Line(after.Text)}";
        }

        Note before = entry.NoteOf(entry.Before);
        if (after.IsWithdrawn)
        {
            return $"{name} withdrawn: {Line(before.Text)}";
        }

        string moment = before.AtUtcMs == after.AtUtcMs
            ? ""
            : $", {Moment.Text(before.AtUtcMs)} -> {Moment.Text(after.AtUtcMs)}";
        return $"{name} edited{moment}: {Line(before.Text)}"
            + (before.Text == after.Text ? "" : $" -> {Line(after.Text)}");
    }

    private static string Line(string text) => text.ReplaceLineEndings(" ");

    private static Dictionary<string, string> Named(Cell cell) => All(cell).Prepend(("name", cell.Name.Text)).ToDictionary();
}
