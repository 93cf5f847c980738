using System;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Loops;
using EdgeLogger.Sinks.Store;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>
/// The writer of the frame log, and who looks at what it commits. It stops writing and lets go of its folder when the host is
/// disposed, after the stores beside it are closed: no other gateway may begin with the folder before.
/// </summary>
internal sealed class LogPart
{
    private readonly FrameLogWriter _log;
    private readonly RefusalWatch _refusals;
    private readonly BoardWatch _boards;
    private readonly ILogger<LogPart> _logger;
    private readonly Loop _notifyingFollowers;

    public LogPart(FrameLogWriter log, RefusalWatch refusals, BoardWatch boards, LoopHealth loops, ILogger<LogPart> logger)
    {
        _log = log;
        _refusals = refusals;
        _boards = boards;
        _logger = logger;
        _notifyingFollowers = new Loop("notifying followers of the log", loops);
    }

    /// <summary>Closes the folder to other users, reports what was found in it, and begins to write.</summary>
    public void Start()
    {
        if (OwnFiles.Close(_log.Directory) is > 0 and { } open)
        {
            _logger.LogWarning("{Count} files and folders of {Directory} could be read by other users of this machine; "
                + "from now on only by {User}.",
                open, _log.Directory, Environment.UserName);
        }

        if (_log.TornBytes > 0)
        {
            _logger.LogWarning("The frame log in {Directory} ended within a transaction: its {Bytes} bytes are left out. "
                + "Nothing in them was acknowledged; boards send it again.",
                _log.Directory, _log.TornBytes);
        }

        // Before anything writes them.
        StoreGuard.QuarantineDamagedLines(_log.Directory);
        StoreGuard.QuarantineDamaged(_log.Directory, SinkStore.FileName, hasFrames: _log.Size.Frames > 0);
        foreach (string problem in StoreGuard.Problems(_log.Directory))
        {
            _logger.LogError("{Problem}", problem);
        }

        _log.Committed += NotifyFollowers;
        _log.HealthChanged += health =>
            _logger.LogError("frame log: {Health}", health.Cause.Length > 0 ? health.Cause : "good again");
        _log.Start();
    }

    // On the log's own thread: what a follower throws must not end the log.
    private void NotifyFollowers(CommittedBatch batch) => _notifyingFollowers.Turn(() =>
    {
        _refusals.Note(batch);
        _boards.Heard(batch);
    });
}
