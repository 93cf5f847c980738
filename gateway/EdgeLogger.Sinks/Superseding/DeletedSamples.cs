using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Sinks.LineProtocol;
using EdgeLogger.Sinks.Store;

namespace EdgeLogger.Sinks.Superseding;

/// <summary>Which samples of a test may leave a server: those that the log has, so that they can be written again.</summary>
/// <param name="log">The log.</param>
/// <param name="derived">The dates of its rows.</param>
internal sealed class DeletedSamples(LogView log, DerivedStore derived)
{
    /// <summary>The samples of a test to delete.</summary>
    public IReadOnlyList<SampleDeletion> SamplesOf(WrittenTest test)
    {
        if (test.OnlyResults)
        {
            return [];
        }

        if (test.Test == 0)
        {
            return log.Reader.ReadStreams().Any(stream => KeptFrom(stream.StreamId) is not null)
                ? []
                : [new SampleDeletion("", "", null)];
        }

        return [.. test.Parts.Select(part => new SampleDeletion(
            LineText.Kept(part.Board), part.Slot.ToString(CultureInfo.InvariantCulture), KeptFrom(part.Segment.Stream)))
            .Distinct()];
    }

    /// <summary>The boards whose rows the log has, as the tag of a point names them.</summary>
    public IReadOnlyList<string> Boards() => [.. log.Reader.ReadStreams()
        .Select(stream => FirstRows(stream.StreamId, stream.Contiguous)?.Board).OfType<string>()
        .Select(LineText.Kept).Distinct()];

    private RowBlock? FirstRows(ulong stream, uint contiguous)
    {
        StreamFollower follower = new(stream, 1);
        while (follower.TryPeek(log, contiguous, out RowBlock? block))
        {
            if (block.HasRows)
            {
                return block;
            }

            follower.Take(block);
        }

        return null;
    }

    /// <summary>From when on the log has rows of a stream, Unix ms; null if it has them from the first on.</summary>
    private long? KeptFrom(ulong stream)
    {
        StreamFollower follower = new(stream, 1);
        uint contiguous = log.Reader.FindStream(stream) is { } entry ? entry.Contiguous : 0;
        while (follower.TryPeek(log, contiguous, out RowBlock? block))
        {
            if (block.Sequence == 1)
            {
                return null;
            }

            if (block.HasRows && derived.DatesOfStream(stream).DateOf(block).UtcMs(block.StartUptimeMs) is { } utcMs)
            {
                return utcMs + 1;
            }

            follower.Take(block);
        }

        return null;
    }
}
