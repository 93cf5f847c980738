using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.FrameLog.Reading;

namespace EdgeLogger.Derivation.Calibrations;

/// <summary>A calibration that a channel of a slot has had, as the board sent it.</summary>
/// <param name="Channel">voltage, current, temperature or pressure.</param>
/// <param name="Unit">Unit of a code's worth, before a sensor's curve: V, A, ohm or MPa.</param>
/// <param name="Sent">What codes are worth.</param>
/// <param name="SinceUtcMs">When the gateway got it first, Unix ms.</param>
/// <param name="Calibrated">The days on which the slot was calibrated, as the board has them: another channel may have been
/// calibrated since.</param>
public sealed record SlotCalibration(
    string Channel, string Unit, CodeLine Sent, long SinceUtcMs, IReadOnlyList<string> Calibrated)
{
    /// <summary>What is taken instead; null: what the board sent.</summary>
    public Recalibration? Right { get; init; }

    /// <summary>Reads the calibrations that a slot has had, by channel and time.</summary>
    /// <param name="log">The log.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="entries">What the book has of them.</param>
    public static IReadOnlyList<SlotCalibration> Read(
        FrameLogReader log, SlotName slot, IReadOnlyList<Recalibration> entries)
    {
        ArgumentNullException.ThrowIfNull(log);
        return
        [
            .. log.ReadSchemas(slot.Board).SelectMany(schema => ChannelsOf(schema.Document, slot).Select(channel =>
                    (Channel: channel, schema.ReceivedUtcMs)))
                .GroupBy(one => (one.Channel.Quantity, Sent: new CodeLine(one.Channel.Scale, one.Channel.Offset)))
                .Select(same => new SlotCalibration(
                    same.Key.Quantity, UnitOf(same.First().Channel), same.Key.Sent, same.Min(one => one.ReceivedUtcMs),
                    [.. same.Select(one => one.Channel.Calibrated).Where(day => day.Length > 0).Distinct()])
                {
                    Right = entries.FirstOrDefault(entry => !entry.IsWithdrawn && entry.Slot == slot
                        && entry.Channel == same.Key.Quantity && entry.Was == same.Key.Sent),
                })
                .OrderBy(one => Array.IndexOf(Recalibration.Channels, one.Channel)).ThenBy(one => one.SinceUtcMs),
        ];
    }

    /// <summary>The numbers, each so that it reads back as the same.</summary>
    public string InWords() => $"{Channel}: {Text(Sent, Unit)}"
        + (Calibrated.Count > 0 ? $", calibrated {string.Join(" and ", Calibrated)}" : "");

    /// <summary>What codes are worth, in words.</summary>
    public static string Text(CodeLine line, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"scale {line.Scale:R}, offset {line.Offset:R} {unit}").TrimEnd();

    // A schema that cannot be read gives no rows either; derivation says so.
    private static IEnumerable<ChannelScale> ChannelsOf(byte[] document, SlotName slot)
    {
        try
        {
            return SchemaDocument.Parse(document).Streams
                .Where(stream => stream.Board == slot.Board && stream.Slot == slot.Slot && !stream.HoldsReadings)
                .SelectMany(stream => stream.Channels).Where(channel => Recalibration.Channels.Contains(channel.Quantity));
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private static string UnitOf(ChannelScale channel) =>
        channel.RtdR0Ohm > 0 || channel.Thermistor is not null ? "ohm" : channel.Unit;
}
