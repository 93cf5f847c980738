using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Derivation.Calibrations;
using EdgeLogger.Derivation.Previews;

namespace EdgeLogger.Web.Api.Book;

/// <summary>The calibrations of a slot.</summary>
/// <param name="Calibrations">Those that it has had, by channel and time.</param>
/// <param name="WouldChange">Of a change: the tests that are derived again, of a preview those that would be.</param>
public sealed record SlotCalibrationsJson(
    IReadOnlyList<CalibrationJson> Calibrations, IReadOnlyList<RecalibratedTestJson> WouldChange);

/// <summary>A calibration that a channel of a slot has had.</summary>
/// <param name="Channel">voltage, current, temperature or pressure.</param>
/// <param name="Unit">Unit of scale and offset: V, A, ohm or MPa.</param>
/// <param name="Scale">What a code is worth, as the board sent it.</param>
/// <param name="Offset">What code 0 is worth, as the board sent it.</param>
/// <param name="SinceUtcMs">When the gateway got it first, Unix ms.</param>
/// <param name="Calibrated">The days on which the slot was calibrated, as the board has them.</param>
/// <param name="RightScale">The scale that is taken instead; null: what the board sent.</param>
/// <param name="RightOffset">The offset that is taken instead; null: what the board sent.</param>
/// <param name="Instrument">What the right numbers were found with.</param>
/// <param name="Changes">Who put it right, withdrew that and so on, in order.</param>
public sealed record CalibrationJson(
    string Channel, string Unit, double Scale, double Offset, long SinceUtcMs, IReadOnlyList<string> Calibrated,
    double? RightScale, double? RightOffset, string Instrument, IReadOnlyList<RecalibrationChangeJson> Changes)
{
    /// <summary>Takes what a program may see of a calibration.</summary>
    public static CalibrationJson Of(SlotCalibration one, CellBook book, IReadOnlyList<Recalibration> entries) => new(
        one.Channel, one.Unit, one.Sent.Scale, one.Sent.Offset, one.SinceUtcMs, one.Calibrated, one.Right?.Is.Scale,
        one.Right?.Is.Offset, one.Right?.Instrument ?? "",
        [
            .. entries.Where(entry => entry.Channel == one.Channel && entry.Was == one.Sent)
                .SelectMany(entry => book.HistoryOfRecalibration(entry.Id)).Select(RecalibrationChangeJson.Of),
        ]);
}

/// <summary>A change of a calibration that was put right.</summary>
/// <param name="AtUtcMs">When it was made, Unix ms.</param>
/// <param name="By">Who made it.</param>
/// <param name="Why">Why, in their words.</param>
/// <param name="Action">recalibrate or withdraw.</param>
/// <param name="Scale">The right scale from then on.</param>
/// <param name="Offset">The right offset from then on.</param>
/// <param name="Instrument">What they were found with.</param>
public sealed record RecalibrationChangeJson(
    long AtUtcMs, string By, string Why, string Action, double Scale, double Offset, string Instrument)
{
    /// <summary>Takes what a program may see of a change.</summary>
    public static RecalibrationChangeJson Of(HistoryEntry entry)
    {
        Recalibration after = HistoryEntry.Parse<Recalibration>(entry.After);
        return new RecalibrationChangeJson(entry.At.ToUnixTimeMilliseconds(), entry.Author.By, entry.Author.Why, entry.Action,
            after.Is.Scale, after.Is.Offset, after.Instrument);
    }
}

/// <summary>A test with rows by a calibration that changes.</summary>
/// <param name="Test">The test's id.</param>
/// <param name="Label">Its name for a reader, as "WJK-0412, test 2".</param>
/// <param name="FromUtcMs">When its first such row was, Unix ms; null: that is not known.</param>
/// <param name="Cycles">The numbers of its closed cycles after that; null: it has no results yet.</param>
public sealed record RecalibratedTestJson(string Test, string Label, long? FromUtcMs, IReadOnlyList<int>? Cycles)
{
    /// <summary>Takes what a program may see of an effect.</summary>
    public static RecalibratedTestJson Of(PlanEffect effect) =>
        new(HexId.Of(effect.After.Id), effect.After.Label, effect.FromUtcMs, effect.Cycles);
}
