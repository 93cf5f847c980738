using System;
using EdgeLogger.Cells.Names;

namespace EdgeLogger.Cells.Model;

/// <summary>
/// A calibration that is put right after rows were measured by it. It is known by its numbers: rows of the slot whose schema
/// has exactly these for the channel, wherever they are in the log, are taken to have the right ones instead.
/// </summary>
public sealed record Recalibration
{
    /// <summary>The channels that a slot may have.</summary>
    public static readonly string[] Channels = ["voltage", "current", "temperature", "pressure"];

    /// <summary>Its random id.</summary>
    public ulong Id { get; init; }

    /// <summary>The slot.</summary>
    public required SlotName Slot { get; init; }

    /// <summary>One of <see cref="Channels"/>.</summary>
    public required string Channel { get; init; }

    /// <summary>What the board said that codes are worth.</summary>
    public required CodeLine Was { get; init; }

    /// <summary>What they are worth.</summary>
    public required CodeLine Is { get; init; }

    /// <summary>What it was found with, at most 200 characters; may be empty.</summary>
    public string Instrument { get; init; } = "";

    /// <summary>It was withdrawn: the board's numbers hold again.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>Whether another one is of the same calibration.</summary>
    public bool IsOfSame(Recalibration other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Slot, Channel, Was) == (other.Slot, other.Channel, other.Was);
    }

    /// <exception cref="CellBookException">A number or text is none.</exception>
    internal Recalibration Checked()
    {
        if (Array.IndexOf(Channels, Channel) < 0)
        {
            throw new CellBookException($"A slot has no channel '{Channel}'. Give {string.Join(", ", Channels[..^1])} or "
                + $"{Channels[^1]}.");
        }

        if (!IsLine(Was) || !IsLine(Is))
        {
            throw new CellBookException("A scale is a finite number that is not 0, an offset a finite number. Give others.");
        }

        return this with { Slot = Slot.Checked(), Instrument = BoundedText.Line("The instrument", Instrument, 200) };
    }

    private static bool IsLine(CodeLine line) =>
        double.IsFinite(line.Scale) && line.Scale != 0 && double.IsFinite(line.Offset);
}
