using System;
using System.Collections.Generic;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Rules;

/// <summary>One way to notify people, as the rules file sets it. It holds where a secret is, not the secret.</summary>
public sealed record NotifierSettings
{
    /// <summary>Its name in rules, of its own among all notifiers.</summary>
    public required string Name { get; init; }

    public required NotifierKind Kind { get; init; }

    /// <summary>Alerts less severe than this are not sent by it. Default: all are.</summary>
    public Severity LeastSeverity { get; init; } = Severity.Info;

    /// <summary>Host of a mail server or broker; empty for the others.</summary>
    public string Host { get; init; } = "";

    /// <summary>Its port; 0: the usual one.</summary>
    public int Port { get; init; }

    /// <summary>How a mail server or broker is spoken to.</summary>
    public TransportSecurity Security { get; init; } = TransportSecurity.StartTls;

    /// <summary>Who signs in; empty: nobody does.</summary>
    public string User { get; init; } = "";

    /// <summary>The password or token; null: there is none.</summary>
    public SecretSource? Secret { get; init; }

    /// <summary>
    /// The address of a webhook, Slack, Teams, ntfy or Telegram server; null if it is the secret, or the usual one.
    /// </summary>
    public Uri? Url { get; init; }

    /// <summary>A webhook's address that is a secret itself, as Slack's and Teams' are; null if it is not.</summary>
    public SecretSource? SecretUrl { get; init; }

    /// <summary>Sender of mails.</summary>
    public string From { get; init; } = "";

    /// <summary>Receivers of mails.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Topic of ntfy or MQTT.</summary>
    public string Topic { get; init; } = "";

    /// <summary>Chat of Telegram.</summary>
    public string Chat { get; init; } = "";
}

/// <summary>By what way people are notified.</summary>
public enum NotifierKind
{
    Mail,
    Webhook,
    Slack,
    Teams,
    Ntfy,
    Telegram,
    Mqtt,
}

/// <summary>How a mail server or broker is spoken to.</summary>
public enum TransportSecurity
{
    /// <summary>In the clear, then TLS: it is given up if the server does not offer it.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>In the clear: for a server on this machine or in the lab's own network.</summary>
    None,
}
