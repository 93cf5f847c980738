using System;

namespace EdgeLogger.Web.Access;

/// <summary>A session that somebody has signed out of.</summary>
/// <param name="Id">Its id, which its cookie holds.</param>
/// <param name="EndedUtc">When.</param>
internal sealed record EndedSession(string Id, DateTimeOffset EndedUtc);
