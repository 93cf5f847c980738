using System;
using System.Collections.Generic;
using EdgeLogger.FrameLog.Sqlite;

namespace EdgeLogger.FrameLog.Maintenance;

/// <summary>Counts each stream's numbers again, from its frames and its gaps.</summary>
internal static class StreamWalk
{
    public static List<StreamAudit> Run(
        Database database, IReadOnlyList<StreamEntry> streams, Dictionary<ulong, long> newestUtcMs)
    {
        using Statement frames = database.Prepare("SELECT seq FROM frame WHERE stream = ?1 ORDER BY seq");
        using Statement gaps = database.Prepare("SELECT first, last FROM gap WHERE stream = ?1");
        List<StreamAudit> audits = [];
        foreach (StreamEntry stream in streams)
        {
            // Frames are dropped below the mark only: what is missing there was reported lost before.
            SequenceSet accounted = new(stream.ExpiredTo);
            long count = 0;
            long beyond = 0;
            uint highest = stream.ExpiredTo;
            frames.Bind(1, (long)stream.StreamId);
            while (frames.Step())
            {
                highest = (uint)frames.Int64(0);
                accounted.Add(highest, highest);
                count++;
                beyond += highest > stream.ExpiredTo ? 1 : 0;
            }

            gaps.Bind(1, (long)stream.StreamId);
            while (gaps.Step())
            {
                accounted.Add((uint)gaps.Int64(0), (uint)gaps.Int64(1));
            }

            long missing = Math.Max(highest, accounted.Contiguous) - accounted.Count;
            audits.Add(new StreamAudit
            {
                Stream = stream,
                Frames = count,
                Contiguous = accounted.Contiguous,
                Highest = highest,
                ReportedLost = accounted.Count - stream.ExpiredTo - beyond,
                Missing = missing,
                NewestUtcMs = newestUtcMs.GetValueOrDefault(stream.StreamId),
            });
        }

        return audits;
    }
}
