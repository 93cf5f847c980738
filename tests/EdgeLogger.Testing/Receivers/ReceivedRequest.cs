using System.Collections.Specialized;

namespace EdgeLogger.Testing.Receivers;

/// <summary>What was posted.</summary>
public sealed record ReceivedRequest(string Path, NameValueCollection Headers, string Body);
