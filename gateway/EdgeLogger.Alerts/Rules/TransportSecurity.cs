namespace EdgeLogger.Alerts.Rules;

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
