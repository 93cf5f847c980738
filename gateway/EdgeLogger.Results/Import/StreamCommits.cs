using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Results.Import;

/// <summary>Counts what the log has made of a stream's frames.</summary>
internal sealed class StreamCommits(ulong stream)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _wanted = long.MaxValue;
    private long _stored;
    private long _seen;
    private long _refused;
    private RefusalReason _why;

    /// <summary>Takes a batch; called on the log's thread.</summary>
    public void Note(CommittedBatch batch)
    {
        lock (_gate)
        {
            foreach (CommittedItem item in batch.Items)
            {
                if (item.Kind == ItemKind.Frame && item.StreamId == stream)
                {
                    Count(item);
                }
            }

            EndIfAll();
        }
    }

    /// <summary>Waits until so many frames are on disk; how many of them were new.</summary>
    /// <exception cref="RecordFormatException">The log has refused some.</exception>
    public async Task<long> UntilAsync(long frames, string path, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _wanted = frames;
            EndIfAll();
        }

        await _all.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        return _refused == 0 ? _stored : throw new RecordFormatException(string.Create(CultureInfo.InvariantCulture,
            $"{path}: the log has refused {_refused} of {frames} frames ({RefusalNames.Of(_why)}). Run `edgelogger doctor`."));
    }

    private void Count(in CommittedItem item)
    {
        _seen++;
        if (item.Outcome == Outcome.Stored)
        {
            _stored++;
        }
        else if (item.Outcome == Outcome.Refused)
        {
            _refused++;
            _why = item.Reason;
        }
    }

    private void EndIfAll()
    {
        if (_seen >= _wanted)
        {
            _all.TrySetResult();
        }
    }
}
