using System.Collections.Specialized;

namespace EdgeLogger.RealProcesses.Receivers;

/// <summary>What was posted.</summary>
public sealed record ReceivedRequest(string Path, NameValueCollection Headers, string Body);
