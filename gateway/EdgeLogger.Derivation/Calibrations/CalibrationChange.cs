using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Derivation.Previews;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Derivation.Calibrations;

/// <summary>
/// What a user asks for: a calibration of a slot is put right, or what was put right is withdrawn. The calibration is the one of
/// the channel that has all that is said of it.
/// </summary>
/// <param name="Slot">The slot.</param>
/// <param name="Channel">voltage, current, temperature or pressure.</param>
public sealed record CalibrationChange(SlotName Slot, string Channel)
{
    /// <summary>The scale that the calibration has; null: any.</summary>
    public double? WasScale { get; init; }

    /// <summary>The offset that it has; null: any.</summary>
    public double? WasOffset { get; init; }

    /// <summary>A day on which it was calibrated, as the board has it; null: any.</summary>
    public string? Calibrated { get; init; }

    /// <summary>The right scale; null: the one it has.</summary>
    public double? Scale { get; init; }

    /// <summary>The right offset; null: the one it has.</summary>
    public double? Offset { get; init; }

    /// <summary>By what both are multiplied; in place of scale and offset.</summary>
    public double? Factor { get; init; }

    /// <summary>What it was found with.</summary>
    public string Instrument { get; init; } = "";

    /// <summary>What was put right is withdrawn.</summary>
    public bool Withdraw { get; init; }

    /// <summary>What the change would make of results.</summary>
    /// <param name="book">The book.</param>
    /// <param name="known">The slot's calibrations.</param>
    /// <param name="author">Who asks.</param>
    /// <param name="results">The results so far; null: none.</param>
    /// <returns>The tests that would be derived again.</returns>
    /// <exception cref="CellBookException">
    /// It does not say which calibration, the numbers are none, or rows that it would change have been dropped from the log.
    /// </exception>
    public IReadOnlyList<PlanEffect> Preview(
        CellBook book, IReadOnlyList<SlotCalibration> known, Author author, DerivedStore? results)
    {
        ArgumentNullException.ThrowIfNull(book);
        PlanEffect[] effects = [.. book.Preview(tried => Write(tried, known, author))
            .Select(plan => PlanEffect.Of(plan, results)).Where(effect => effect.ChangesResults)];
        return effects.FirstOrDefault(effect => effect.IsDropped) is not { } gone ? effects : throw new CellBookException(
            $"{gone.After.Label} has rows by this calibration that have been dropped from the log: its results of them cannot "
            + "be derived again. Correct them where they are used, and write a note on the test.");
    }

    /// <summary>Makes the change. See first what it would change.</summary>
    /// <returns>The entry of the book.</returns>
    /// <exception cref="CellBookException">It does not say which calibration, or the numbers are none.</exception>
    public Recalibration Make(CellBook book, IReadOnlyList<SlotCalibration> known, Author author) => Write(book, known, author);

    private Recalibration Write(CellBook book, IReadOnlyList<SlotCalibration> known, Author author)
    {
        SlotCalibration one = Choose(known);
        if (Withdraw)
        {
            return one.Right is { } entry ? book.WithdrawRecalibration(entry.Id, author) : throw new CellBookException(
                $"The {one.InWords()} of {Slot} has not been put right: there is nothing to withdraw.");
        }

        Recalibration right = new()
        {
            Slot = Slot,
            Channel = Channel,
            Was = one.Sent,
            Is = RightOf(one.Sent),
            Instrument = Instrument,
        };
        return book.Recalibrate(right, author) ?? throw new CellBookException(
            $"The {one.InWords()} of {Slot} is put right by these numbers already.");
    }

    private CodeLine RightOf(CodeLine sent) => (Factor, Scale, Offset) switch
    {
        ({ } factor, null, null) => new CodeLine(sent.Scale * factor, sent.Offset * factor),
        (null, null, null) => throw new CellBookException("Give the right numbers: a scale, an offset or both, or a factor."),
        (null, _, _) => new CodeLine(Scale ?? sent.Scale, Offset ?? sent.Offset),
        _ => throw new CellBookException("A factor changes scale and offset alike. Give it alone, or scale and offset."),
    };

    private SlotCalibration Choose(IReadOnlyList<SlotCalibration> known)
    {
        SlotCalibration[] channel = [.. known.Where(one => one.Channel == Channel)];
        SlotCalibration[] fitting = [.. channel.Where(one => (WasScale is null || WasScale == one.Sent.Scale)
            && (WasOffset is null || WasOffset == one.Sent.Offset)
            && (Calibrated is null || one.Calibrated.Contains(Calibrated)))];
        string had = channel.Length == 0 ? $"The log has no calibration of it: see that slot and channel are right."
            : "It has had these: " + string.Join("; ", channel.Select(one => one.InWords())) + ".";
        return fitting switch
        {
            [var one] => one,
            [] => throw new CellBookException($"The {Channel} of {Slot} has had no such calibration. {had}"),
            _ => throw new CellBookException(
                $"Which calibration of the {Channel} of {Slot}? {had} Give the scale and the offset that it has."),
        };
    }
}
