using EdgeLogger.Cells.Names;

namespace EdgeLogger.Cells.Model;

/// <summary>A test of a named cell is in the slot, and the caller has not said what becomes of it.</summary>
public sealed class SlotHeldException : CellBookException
{
    internal SlotHeldException(SlotName slot, string label, long utcMs)
        : base($"{slot} holds {label}, at {Moment.Text(utcMs)}. End that test then, take it out of the slot, or give another "
            + "time.") => Held = $"{slot} holds {label}, at {Moment.Text(utcMs)}.";

    /// <summary>What the slot holds, as a sentence: a caller says by its own words what can be done.</summary>
    public string Held { get; }
}
