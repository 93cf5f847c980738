using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells.Model;

namespace EdgeLogger.Derivation.Schemas;

/// <summary>Calibrations that are put right: which numbers take the place of which. They do not change.</summary>
public sealed class Recalibrations : IEquatable<Recalibrations>
{
    private readonly (SlotName Slot, string Channel, CodeLine Sent, CodeLine Right)[] _lines;

    private Recalibrations((SlotName Slot, string Channel, CodeLine Sent, CodeLine Right)[] lines) => _lines = lines;

    /// <summary>Those of the book; null if there are none.</summary>
    /// <param name="entries">The entries, none of them withdrawn, in a fixed order.</param>
    public static Recalibrations? Of(IEnumerable<Recalibration> entries) =>
        Of(entries.Select(entry => (entry.Slot, entry.Channel, entry.Was, entry.Is)));

    /// <summary>Those by which rows were taken; null if there were none.</summary>
    public static Recalibrations? Of(IEnumerable<(SlotName Slot, RowCalibration Calibration)> used) =>
        Of(used.Where(one => one.Calibration.Right is not null).Select(
            one => (one.Slot, one.Calibration.Channel, one.Calibration.Sent, one.Calibration.Right!.Value)).Distinct());

    /// <summary>What is taken for what a board has sent; null: what it has sent.</summary>
    /// <param name="board">The board.</param>
    /// <param name="slot">The slot on that board, from 0.</param>
    /// <param name="channel">The quantity.</param>
    /// <param name="sent">What the board's schema has.</param>
    public CodeLine? Right(string board, int slot, string channel, CodeLine sent)
    {
        foreach ((SlotName Slot, string Channel, CodeLine Sent, CodeLine Right) line in _lines)
        {
            if (line.Sent == sent && line.Channel == channel && line.Slot.Slot == slot && line.Slot.Board == board)
            {
                return line.Right;
            }
        }

        return null;
    }

    /// <summary>Whether rows of a slot that were taken by a calibration would be taken by the same now.</summary>
    /// <param name="now">What is put right now; null: nothing.</param>
    /// <param name="board">The board.</param>
    /// <param name="slot">The slot on that board, from 0.</param>
    /// <param name="used">The calibration.</param>
    public static bool Hold(Recalibrations? now, string board, int slot, RowCalibration used)
    {
        ArgumentNullException.ThrowIfNull(used);
        return now?.Right(board, slot, used.Channel, used.Sent) == used.Right;
    }

    public bool Equals(Recalibrations? other) => other is not null && _lines.AsSpan().SequenceEqual(other._lines);

    public override bool Equals(object? obj) => Equals(obj as Recalibrations);

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach ((SlotName Slot, string Channel, CodeLine Sent, CodeLine Right) line in _lines)
        {
            hash.Add(line);
        }

        return hash.ToHashCode();
    }

    private static Recalibrations? Of(IEnumerable<(SlotName Slot, string Channel, CodeLine Sent, CodeLine Right)> lines) =>
        lines.ToArray() is { Length: > 0 } some ? new Recalibrations(some) : null;
}
