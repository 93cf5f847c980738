using System.Collections.Generic;
using EdgeLogger.FrameLog.Maintenance;

namespace EdgeLogger.Gateway.Backup;

/// <summary>What a backup has copied.</summary>
/// <param name="Log">The frame log, as the copy reads.</param>
/// <param name="Parts">What is in it beside the frame log, in words.</param>
/// <param name="KeysFault">What is wrong with the boards' keys; null if nothing is.</param>
internal sealed record BackupReport(AuditReport Log, IReadOnlyList<string> Parts, string? KeysFault);
