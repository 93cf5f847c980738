using System;
using System.Collections.Generic;
using EdgeLogger.FrameLog.Sqlite;

namespace EdgeLogger.FrameLog.Maintenance;

/// <summary>Counts each stream's numbers anew, from its frames and its gaps.</summary>
internal static class StreamWalk
{
    public static List<StreamAudit> Run(
        Database database, Dictionary<ulong, long> newestUtcMs)
    {
        using Statement frames = database.Prepare("SELECT seq FROM frame WHERE stream = ?1 ORDER BY seq");
        using Statement gaps = database.Prepare("SELECT first, last FROM gap WHERE stream = ?1");
        List<StreamAudit> audits = [];
        foreach (StreamEntry stream in ReadStreams(database))
        {
            SequenceSet accounted = new(0);
            long count = 0;
            uint highest = 0;
            frames.Bind(1, (long)stream.StreamId);
            while (frames.Step())
            {
                highest = (uint)frames.Int64(0);
                accounted.Add(highest, highest);
                count++;
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
                ToldLost = accounted.Count - count,
                Missing = missing,
                NewestUtcMs = newestUtcMs.GetValueOrDefault(stream.StreamId),
            });
        }

        return audits;
    }

    private static List<StreamEntry> ReadStreams(Database database)
    {
        using Statement row = database.Prepare("SELECT stream_id, board, first_seen_utc_ms, contiguous FROM stream ORDER BY board, first_seen_utc_ms");
        List<StreamEntry> streams = [];
        while (row.Step())
        {
            streams.Add(new StreamEntry((ulong)row.Int64(0), row.Text(1), row.Int64(2), (uint)row.Int64(3)));
        }

        return streams;
    }
}
