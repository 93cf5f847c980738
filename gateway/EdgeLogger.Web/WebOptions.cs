using System;
using System.IO;
using System.Net;

namespace EdgeLogger.Web;

/// <summary>Where the page is served, and how.</summary>
public sealed record WebOptions
{
    /// <summary>TCP port; 0 picks a free one.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>The address it binds to. Another one than this machine's loopback needs an admin, and TLS or a proxy.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>PEM file with the certificate and those it rests on; null: no TLS.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file with the certificate's key; null: it is in <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; init; }

    /// <summary>A proxy on this machine does TLS and says by X-Forwarded-For and -Proto who asks.</summary>
    public bool BehindProxy { get; init; }

    /// <summary>
    /// Connections at a time, half of them from one address; fewer where the system gives the process few handles. Default 1,000.
    /// Each open view is one, and three quarters may be.
    /// </summary>
    public int MaximumConnections { get; init; } = 1000;

    /// <summary>How long a client may take to send a request's headers. Default 10 s.</summary>
    public TimeSpan HeadersWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where exports lie while they are fetched. Default: the system's folder for temporary files.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();

    /// <summary>Only this machine can ask, so that nobody has to sign in while there is no user.</summary>
    public bool TrustsThisMachine => IPAddress.IsLoopback(Address) && !BehindProxy;

    /// <summary>Why it may not be served so; null if it may.</summary>
    /// <param name="hasAdmin">There is a user who may do everything.</param>
    public string? Refusal(bool hasAdmin)
    {
        if (TrustsThisMachine)
        {
            return null;
        }

        if (!hasAdmin)
        {
            return "The page is offered to other machines only when somebody can sign in. Make an admin: edgelogger "
                + "user add NAME --role admin";
        }

        return CertificateFile is null && !IPAddress.IsLoopback(Address)
            ? "The page is not served to other machines without encryption. Give --web-certificate FILE; or, behind a proxy on "
            + "this machine that does TLS, --web-proxy without --web-listen."
            : null;
    }
}
