using System;
using EdgeLogger.Alerts.Notify;

namespace EdgeLogger.Alerts.Outbox;

/// <summary>A notice on its way to one notifier.</summary>
/// <param name="Id">Number in the outbox.</param>
/// <param name="Notifier">The notifier's name.</param>
/// <param name="State">How far it is.</param>
/// <param name="Attempts">How often it has been tried.</param>
/// <param name="Age">How long it has waited while a gateway was running: what a clock is set to, and a time switched off, do not
/// count.</param>
/// <param name="Words">Why the last attempt failed; empty before.</param>
/// <param name="Notice">What is to be sent.</param>
public sealed record OutboxEntry(
    long Id, string Notifier, OutboxState State, int Attempts, TimeSpan Age, string Words, Notice Notice);

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
