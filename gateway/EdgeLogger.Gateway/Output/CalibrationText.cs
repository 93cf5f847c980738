using System;
using EdgeLogger.Cells.Names;
using EdgeLogger.Derivation.Calibrations;

namespace EdgeLogger.Gateway.Output;

/// <summary>Calibrations of slots for people.</summary>
internal static class CalibrationText
{
    /// <summary>A calibration on one line, and what is taken instead on one more.</summary>
    public static string Of(SlotCalibration one)
    {
        string right = one.Right is not { } entry ? "" : $"{Environment.NewLine}  put right: "
            + SlotCalibration.Text(entry.Is, one.Unit) + (entry.Instrument.Length > 0 ? $" ({entry.Instrument})" : "");
        return $"{one.InWords()}, since {Moment.Text(one.SinceUtcMs)}{right}";
    }
}
