using EdgeLogger.Sinks.LineProtocol;
using EdgeLogger.Sinks.Store;
using EdgeLogger.Sinks.Tags;

namespace EdgeLogger.Sinks.Superseding;

/// <summary>
/// Says on a server that cannot delete which revision of a test counts: under the tags that its points had, and under those that
/// they have now.
/// </summary>
/// <param name="before">The points that count no longer.</param>
/// <param name="now">The tags that the test has now; null if there is no such test any more.</param>
/// <param name="revision">The revision that counts.</param>
internal sealed class RevisionPoint(WrittenTest before, TestTags? now, long revision)
{
    /// <summary>The points.</summary>
    /// <param name="utcMs">Their time, Unix ms.</param>
    public LineBatch Lines(long utcMs)
    {
        LineProtocolWriter writer = new();
        Add(writer, before.Tags, utcMs);
        if (now is not null)
        {
            Add(writer, now, utcMs);
        }

        return new LineBatch(writer.Batch, default);
    }

    private void Add(LineProtocolWriter writer, TestTags tags, long utcMs) =>
        writer.Begin("el_revision").Tag("cell", tags.Cell).Tag("test", tags.Test).Field("revision", revision).End(utcMs);
}
