namespace EdgeLogger.Alerts.Delivery;

/// <summary>How one notifier stands.</summary>
/// <param name="Name">Its name in the rules file.</param>
/// <param name="Waiting">Notices on their way.</param>
/// <param name="Sent">Notices that have arrived.</param>
/// <param name="Expired">Notices that could not be sent in time.</param>
/// <param name="Words">Why the last attempt failed; empty if it did not.</param>
public sealed record NotifierStatus(string Name, long Waiting, long Sent, long Expired, string Words);
