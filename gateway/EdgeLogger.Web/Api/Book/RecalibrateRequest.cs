using EdgeLogger.Cells.Model;
using EdgeLogger.Derivation.Calibrations;

namespace EdgeLogger.Web.Api.Book;

/// <summary>
/// A calibration of a slot was wrong. The calibration is the one of the channel that has all that is said of it.
/// </summary>
public sealed record RecalibrateRequest
{
    /// <summary>voltage, current, temperature or pressure.</summary>
    public string? Channel { get; init; }

    /// <summary>The scale of the calibration that was wrong.</summary>
    public double? WasScale { get; init; }

    /// <summary>Its offset.</summary>
    public double? WasOffset { get; init; }

    /// <summary>A day on which it was calibrated, as the board has it: 2026-06-30.</summary>
    public string? Calibrated { get; init; }

    /// <summary>The right scale; default: as it was.</summary>
    public double? Scale { get; init; }

    /// <summary>The right offset; default: as it was.</summary>
    public double? Offset { get; init; }

    /// <summary>By what scale and offset are multiplied, in place of both.</summary>
    public double? Factor { get; init; }

    /// <summary>What it was found with: make and serial number.</summary>
    public string? Instrument { get; init; }

    /// <summary>What was put right was a mistake: the board's own numbers hold again.</summary>
    public bool Withdraw { get; init; }

    /// <summary>Why, for the history.</summary>
    public string? Why { get; init; }

    /// <summary>The change that is asked for.</summary>
    internal CalibrationChange Of(SlotName slot) => new(slot, Channel ?? "")
    {
        WasScale = WasScale,
        WasOffset = WasOffset,
        Calibrated = Calibrated,
        Scale = Scale,
        Offset = Offset,
        Factor = Factor,
        Instrument = Instrument ?? "",
        Withdraw = Withdraw,
    };
}
