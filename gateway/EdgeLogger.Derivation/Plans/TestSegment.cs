namespace EdgeLogger.Derivation.Plans;

/// <summary>
/// A run of rows of one stream that belong to a test: those whose period ends after <see cref="From"/> and not after
/// <see cref="To"/>.
/// </summary>
/// <param name="Stream">The stream.</param>
public sealed record TestSegment(ulong Stream)
{
    /// <summary>The begin, exclusive; null: the stream's begin.</summary>
    public RowPoint? From { get; init; }

    /// <summary>The end, inclusive; null: however far the stream goes.</summary>
    public RowPoint? To { get; init; }

    /// <summary>
    /// The number of a frame of the stream that is in the log and holds nothing after <see cref="From"/>, to read from; 1 or
    /// less: the stream's begin.
    /// </summary>
    public long FirstFrame { get; init; } = 1;

    /// <summary>Whether another segment is of the same stream.</summary>
    public bool IsOfSameStream(TestSegment other) => other.Stream == Stream;

    /// <summary>Whether a row comes after the begin.</summary>
    public bool IsBegun(uint boot, long uptimeMs) => From is not { } from || from.IsBefore(boot, uptimeMs);

    /// <summary>Whether a row comes after the end.</summary>
    public bool IsOver(uint boot, long uptimeMs) => To is { } to && to.IsBefore(boot, uptimeMs);
}
