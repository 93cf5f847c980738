namespace EdgeLogger.Testing.Receivers;

/// <summary>A mail as it came over the wire.</summary>
/// <param name="From">Sender of the envelope.</param>
/// <param name="To">First receiver of the envelope.</param>
/// <param name="SignedInAs">Who had signed in; empty if nobody had.</param>
/// <param name="Data">Headers and body.</param>
public sealed record ReceivedMail(string From, string To, string SignedInAs, string Data);
