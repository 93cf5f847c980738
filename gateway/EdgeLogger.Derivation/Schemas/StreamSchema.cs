using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells.Model;

namespace EdgeLogger.Derivation.Schemas;

/// <summary>The part of a schema document that gives one stream's codes their meaning.</summary>
public sealed class StreamSchema
{
    /// <summary>Where a channel that the stream does not have is said to be.</summary>
    public const int Missing = -1;

    public StreamSchema(ulong streamId, string board, int slot, IReadOnlyList<ChannelScale> channels, bool holdsReadings = false)
    {
        HoldsReadings = holdsReadings;
        StreamId = streamId;
        Board = board;
        Slot = slot;
        Channels = channels;
        VoltageAt = IndexOf("voltage");
        CurrentAt = IndexOf("current");
        TemperatureAt = IndexOf("temperature");
        PressureAt = IndexOf("pressure");
        Calibrations = holdsReadings ? [] : [.. channels.Select(channel => channel.Calibration)];
    }

    public ulong StreamId { get; }

    public string Board { get; }

    /// <summary>The slot on the board, from 0.</summary>
    public int Slot { get; }

    /// <summary>
    /// Rows are instant readings, as a cycler's file has them, and the counters hold nothing. Otherwise they are a board's: means
    /// since the row before, with exact counters.
    /// </summary>
    public bool HoldsReadings { get; }

    /// <summary>In the order of the codes in a row.</summary>
    public IReadOnlyList<ChannelScale> Channels { get; }

    /// <summary>What gives the codes of each channel their value. Empty for readings of a file, which has values.</summary>
    public IReadOnlyList<RowCalibration> Calibrations { get; }

    /// <summary>Index of each quantity's channel, or <see cref="Missing"/>.</summary>
    public int VoltageAt { get; }

    public int CurrentAt { get; }

    public int TemperatureAt { get; }

    public int PressureAt { get; }

    /// <summary>
    /// Rows can be derived from: voltage and current are among the channels. Frames under another schema wait for one.
    /// </summary>
    public bool HasVoltageAndCurrent => VoltageAt >= 0 && CurrentAt >= 0;

    /// <summary>The schema with the calibrations that are put right; itself if none of its own is.</summary>
    public StreamSchema With(Recalibrations recalibrations)
    {
        ArgumentNullException.ThrowIfNull(recalibrations);
        ChannelScale[] channels = [.. Channels.Select(channel =>
            recalibrations.Right(Board, Slot, channel.Quantity, new CodeLine(channel.Scale, channel.Offset)) is { } right
                ? channel with { Scale = right.Scale, Offset = right.Offset, Sent = new CodeLine(channel.Scale, channel.Offset) }
                : channel)];
        return HoldsReadings || channels.SequenceEqual(Channels) ? this : new StreamSchema(StreamId, Board, Slot, channels);
    }

    private int IndexOf(string quantity)
    {
        for (int i = 0; i < Channels.Count; i++)
        {
            if (Channels[i].Quantity == quantity)
            {
                return i;
            }
        }

        return Missing;
    }
}
