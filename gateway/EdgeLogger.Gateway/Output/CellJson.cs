using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using EdgeLogger.Cells.Many;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Search;
using EdgeLogger.Derivation.Calibrations;
using EdgeLogger.Derivation.Previews;

namespace EdgeLogger.Gateway.Output;

/// <summary>
/// Cells, tests and notes as JSON for programs (docs/specs/cells.md). Ids are 16 hexadecimal digits: a number of 64 bits loses
/// its last ones in many programs.
/// </summary>
internal static class CellJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new HexId() },
    };

    /// <summary>A cell.</summary>
    public static string Of(Cell cell) => Text(cell);

    /// <summary>A test.</summary>
    public static string Of(TestRun test) => Text(test);

    /// <summary>Tests.</summary>
    public static string Of(IReadOnlyList<TestRun> tests) => Text(new TestList(tests));

    /// <summary>Lines of a table of tests.</summary>
    public static string Of(IReadOnlyList<TableLine> lines) => Text(new LineList(lines));

    /// <summary>Plans that a change would make other ones.</summary>
    public static string Of(IReadOnlyList<PlanEffect> plans) => Text(new PlanList(plans));

    /// <summary>A note.</summary>
    public static string Of(Note note) => Text(note);

    /// <summary>A calibration that was put right.</summary>
    public static string Of(Recalibration entry) => Text(entry);

    /// <summary>The calibrations of a slot.</summary>
    public static string Of(IReadOnlyList<SlotCalibration> calibrations) => Text(new CalibrationList(calibrations));

    /// <summary>What is known of a slot.</summary>
    public static string Of(SlotState slot) => Text(slot);

    /// <summary>Cells.</summary>
    public static string Of(IEnumerable<Cell> cells) => Text(new CellList(cells));

    /// <summary>What a search has found.</summary>
    public static string Of(IReadOnlyList<SearchHit> found) => Text(new FoundList(found));

    /// <summary>All there is about a cell.</summary>
    public static string Of(WholeCell whole) => Text(new CellDocument(whole.Cell, whole.Tests, whole.Notes, whole.History.Select(
        entry => new ChangeDocument(entry.Number, entry.At, entry.Author.By, entry.Author.Why, entry.Action, entry.Item, entry.Id,
            NodeOf(entry, entry.Before), NodeOf(entry, entry.After)!))));

    private static JsonNode? NodeOf(HistoryEntry entry, string? body) => body is null ? null : entry.Item switch
    {
        BookItem.Cell => JsonSerializer.SerializeToNode(HistoryEntry.Parse<Cell>(body), Options),
        BookItem.Test => JsonSerializer.SerializeToNode(HistoryEntry.Parse<TestRun>(body), Options),
        _ => JsonSerializer.SerializeToNode(entry.NoteOf(body), Options),
    };

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, Options);

    private sealed record CellList(IEnumerable<Cell> Cells);

    private sealed record TestList(IReadOnlyList<TestRun> Tests);

    private sealed record LineList(IReadOnlyList<TableLine> Lines);

    private sealed record PlanList(IReadOnlyList<PlanEffect> Plans);

    private sealed record CalibrationList(IReadOnlyList<SlotCalibration> Calibrations);

    private sealed record FoundList(IReadOnlyList<SearchHit> Found);

    private sealed record CellDocument(
        Cell Cell, IReadOnlyList<TestRun> Tests, IReadOnlyList<Note> Notes, IEnumerable<ChangeDocument> History);

    private sealed record ChangeDocument(
        long Number, DateTimeOffset At, string By, string Why, string Action, BookItem Item, ulong Id, JsonNode? Before,
        JsonNode? After);

    private sealed class HexId : JsonConverter<ulong>
    {
        public override ulong Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetUInt64();

        public override void Write(Utf8JsonWriter writer, ulong value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("x16", CultureInfo.InvariantCulture));
    }
}
