using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Results.Export;

/// <summary>
/// What made a test's results, as programs and files have it: another engine, other settings or other calibrations would give
/// others.
/// </summary>
/// <param name="EngineVersion">The version of the cycle engine.</param>
/// <param name="Order">Which half of a cycle comes first; auto: the record's first direction.</param>
/// <param name="NominalAh">Nominal capacity, Ah; null: not given.</param>
/// <param name="TurnFraction">How much of the largest half cycle a turn has to be.</param>
/// <param name="ReferenceCycle">The cycle that was chosen as the reference of plain retention; null: none was.</param>
/// <param name="ReferenceCRate">The rate that was chosen for it, C; null: none was.</param>
/// <param name="CorrectTemperature">What the cell's own temperature explains is taken off trends.</param>
/// <param name="Calibrations">By what the codes of its rows were taken, in the order in which it came.</param>
public sealed record ProvenanceJson(
    int EngineVersion, [property: JsonConverter(typeof(ProvenanceJson.OrderWord))] CycleOrder Order, double? NominalAh,
    double TurnFraction, int? ReferenceCycle, double? ReferenceCRate, bool CorrectTemperature,
    IReadOnlyList<UsedCalibrationJson> Calibrations)
{
    /// <summary>Takes what a program may see of it; null if the test has no results.</summary>
    public static ProvenanceJson? Of(DerivedStore store, TestKey test) => Provenance.Of(store, test.Id) is not { } made ? null
        : new ProvenanceJson(made.Settings.EngineVersion, made.Settings.Engine.Order, made.Settings.Engine.NominalAh,
            made.Settings.Engine.TurnFraction, made.Settings.Trends.ReferenceCycle, made.Settings.Trends.ReferenceCRate,
            made.Settings.Trends.CorrectTemperature, [.. made.Calibrations.Select(UsedCalibrationJson.Of)]);

    internal sealed class OrderWord()
        : JsonStringEnumConverter<CycleOrder>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
}

/// <summary>A calibration by which rows of a test were taken: value = scale x code + offset, before a sensor's curve.</summary>
/// <param name="Segment">The segment of those with rows, from 1.</param>
/// <param name="Slot">The slot, BOARD/SLOT.</param>
/// <param name="Channel">voltage, current, temperature or pressure.</param>
/// <param name="FromUtcMs">When the first such row was, Unix ms; null: that is not known.</param>
/// <param name="FromS">The same on the test's clock, s.</param>
/// <param name="Calibrated">The day of the slot's calibration, as the board has it; null: it has none.</param>
/// <param name="SentScale">The scale that the board sent.</param>
/// <param name="SentOffset">The offset that the board sent.</param>
/// <param name="Scale">The scale that was taken.</param>
/// <param name="Offset">The offset that was taken.</param>
/// <param name="IsPutRight">Other numbers were taken than the board sent.</param>
public sealed record UsedCalibrationJson(
    int Segment, string Slot, string Channel, long? FromUtcMs, double FromS, string? Calibrated, double SentScale,
    double SentOffset, double Scale, double Offset, bool IsPutRight)
{
    /// <summary>Takes what a program may see of a calibration.</summary>
    public static UsedCalibrationJson Of(ProvenCalibration proven)
    {
        RowCalibration used = proven.Used.Calibration;
        CodeLine taken = used.Right ?? used.Sent;
        return new UsedCalibrationJson(proven.Segment, $"{proven.Place.Board}/{proven.Place.Slot}", used.Channel,
            proven.FromUtcMs, proven.Used.FromS, used.Calibrated, used.Sent.Scale, used.Sent.Offset, taken.Scale, taken.Offset,
            used.Right is not null);
    }
}
