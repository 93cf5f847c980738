namespace EdgeLogger.Alerts.Outbox;

/// <summary>How far a notice has come on its way to one notifier.</summary>
public enum OutboxState
{
    /// <summary>To be sent, for the first time or again.</summary>
    Waiting = 0,

    /// <summary>Being sent. Found after a start it says that nobody knows whether it arrived.</summary>
    Sending = 1,

    /// <summary>The other side has taken it.</summary>
    Sent = 2,

    /// <summary>It could not be sent in time, and will not be.</summary>
    Expired = 3,
}
