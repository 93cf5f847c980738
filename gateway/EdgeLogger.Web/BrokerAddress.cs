namespace EdgeLogger.Web;

/// <summary>The broker that boards connect to.</summary>
/// <param name="Host">Its name or address as other machines see it.</param>
/// <param name="LocalHost">Its name or address as this machine sees it.</param>
/// <param name="Port">Its port.</param>
/// <param name="IsOwn">Whether it is the gateway's built-in one, where `edgelogger board provision` makes accounts.</param>
public sealed record BrokerAddress(string Host, string LocalHost, int Port, bool IsOwn)
{
    /// <summary>
    /// Boards have to connect with TLS, and to believe the authority whose certificate is in this file; null: without TLS.
    /// </summary>
    public string? AuthorityFile { get; init; }
}
