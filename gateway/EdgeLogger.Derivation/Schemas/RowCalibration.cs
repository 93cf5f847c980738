using EdgeLogger.Cells.Model;

namespace EdgeLogger.Derivation.Schemas;

/// <summary>What gave a channel's codes their value.</summary>
/// <param name="Channel">The quantity: voltage, current, temperature or pressure.</param>
/// <param name="Sent">As the board's schema has it.</param>
public sealed record RowCalibration(string Channel, CodeLine Sent)
{
    /// <summary>What was taken instead, because the calibration was put right; null: what the board sent.</summary>
    public CodeLine? Right { get; init; }

    /// <summary>The day on which the slot was calibrated, as the board has it; null: it has none.</summary>
    public string? Calibrated { get; init; }
}
