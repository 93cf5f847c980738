using EdgeLogger.Cells.Names;

namespace EdgeLogger.Cells.Model;

/// <summary>
/// A run of rows that belong to a test: of a stream of a slot, or of an imported file. A row belongs to it if its period ends
/// after <see cref="From"/> and not after <see cref="To"/>.
/// </summary>
public sealed record Segment
{
    /// <summary>The stream; null while the slot has delivered nothing since the test began there.</summary>
    public ulong? Stream { get; init; }

    /// <summary>The slot; null for an imported file.</summary>
    public SlotName? Slot { get; init; }

    /// <summary>The imported file; null for a slot.</summary>
    public ImportedFile? File { get; init; }

    /// <summary>The begin, exclusive; null: the stream's begin. Never null in a slot.</summary>
    public Edge? From { get; init; }

    /// <summary>The end, inclusive; null: the stream's end, however far it goes.</summary>
    public Edge? To { get; init; }

    /// <summary>A file that was taken out of the test again: its rows are nobody's, and it may be imported once more.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>Whether a slot's rows go on coming to it.</summary>
    public bool IsOpen => Slot is not null && To is null;

    /// <summary>One of its edges.</summary>
    public Edge? EdgeAt(EdgeSide side) => side == EdgeSide.From ? From : To;

    /// <summary>The segment with another edge.</summary>
    internal Segment With(EdgeSide side, Edge? edge) =>
        side == EdgeSide.From ? this with { From = edge } : this with { To = edge };

    /// <summary>Whether the slot was the test's at a moment.</summary>
    internal bool Holds(long utcMs) => Slot is not null && From is { } from && from.UtcMs <= utcMs
        && (To is null || utcMs < To.UtcMs);
}

/// <summary>A file of a cycler.</summary>
/// <param name="Name">Its name without folders, 1 to 255 characters.</param>
/// <param name="Hash">SHA-256 of its bytes, 64 hexadecimal digits.</param>
public sealed record ImportedFile(string Name, string Hash)
{
    /// <summary>When its first row was, Unix ms; null: not known.</summary>
    public long? StartUtcMs { get; init; }

    internal ImportedFile Checked() =>
        this with
        {
            Name = BoundedText.Word("The name of a file", Name, 255),
            Hash = BoundedText.Word("The hash of a file", Hash, 64),
        };
}
