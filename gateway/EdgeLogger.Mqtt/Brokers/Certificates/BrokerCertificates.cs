using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using EdgeLogger.Files;

namespace EdgeLogger.Mqtt.Brokers.Certificates;

/// <summary>
/// The folder with the certificates of the gateway's own broker: its authority's, which clients have to know, and the server's,
/// which is renewed when a third of its life is left, or when this machine has got another name or address. One gateway a folder.
/// </summary>
public sealed class BrokerCertificates
{
    // Certificate and key in one file, which is replaced in one step.
    private const string AuthorityName = "authority.pem";
    private const string ServerName = "server.pem";
    private const string AuthorityCertificateName = "ca.pem";

    private const string Restart = "Restart the gateway: it makes a new file.";

    private const string NewAuthority = "move the file away and start the gateway again: it makes another authority, and "
        + "clients need its certificate (edgelogger broker certificate).";

    private readonly string _directory;
    private readonly Func<IReadOnlySet<string>> _names;
    private readonly TimeProvider _time;
    private volatile SslStreamCertificateContext _context = null!;

    private BrokerCertificates(string directory, Func<IReadOnlySet<string>> names, TimeProvider time)
    {
        _directory = Path.GetFullPath(directory);
        _names = names;
        _time = time;
    }

    /// <summary>The files of a folder that a copy of the gateway's data needs.</summary>
    public static IReadOnlyList<string> FileNames { get; } = [AuthorityName, AuthorityCertificateName, ServerName];

    /// <summary>The folder, in the broker's own.</summary>
    public static string FolderIn(string brokerDirectory) => Path.Combine(brokerDirectory, "tls");

    /// <summary>The file with the authority's certificate alone, for clients.</summary>
    public static string AuthorityCertificateIn(string directory) =>
        Path.Combine(Path.GetFullPath(directory), AuthorityCertificateName);

    /// <summary>The file with the server's certificate and key.</summary>
    public string ServerFile => Path.Combine(_directory, ServerName);

    /// <summary>The file with the authority's certificate alone, for clients.</summary>
    public string AuthorityCertificateFile => AuthorityCertificateIn(_directory);

    /// <summary>The server's certificate for the next handshake.</summary>
    internal SslStreamCertificateContext Context => _context;

    /// <summary>
    /// Opens the certificates of a folder; makes folder, authority and server certificate where they are missing.
    /// </summary>
    /// <param name="directory">The folder.</param>
    /// <param name="names">Gives the names and addresses of this machine, whenever it is asked.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="InvalidDataException">The authority's file is damaged; the message says what to do.</exception>
    public static BrokerCertificates Open(string directory, Func<IReadOnlySet<string>> names, TimeProvider time)
    {
        PrivateFile.MakeFolder(directory);
        BrokerCertificates certificates = new(directory, names, time);
        string authority = Path.Combine(certificates._directory, AuthorityName);
        if (!File.Exists(authority))
        {
            PrivateFile.Replace(authority, CertificateAuthority.Make(time.GetUtcNow()));
        }

        certificates.Renew();
        return certificates;
    }

    /// <summary>Renews the server's certificate if it is time to, or if it is not for all names.</summary>
    /// <returns>Whether the file holds a new one.</returns>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="InvalidDataException">The authority's file is damaged; the message says what to do.</exception>
    public bool Renew()
    {
        using CertificateAuthority authority = ReadAuthority(_directory);
        if (!File.Exists(AuthorityCertificateFile) || File.ReadAllText(AuthorityCertificateFile) != authority.CertificatePem)
        {
            PrivateFile.Replace(AuthorityCertificateFile, authority.CertificatePem);
        }

        IReadOnlySet<string> names = _names();
        X509Certificate2? server = TryRead(ServerFile);
        bool isNew = server is null || !Serves(server, authority, names);
        if (isNew)
        {
            server?.Dispose();
            PrivateFile.Replace(ServerFile, authority.Issue(names, _time.GetUtcNow()));
            server = CertificateAuthority.ReadPair(ServerFile);
        }

        if (isNew || _context is null)
        {
            // Windows does TLS only with a key that went through its own store.
            X509Certificate2 usable = X509CertificateLoader.LoadPkcs12(server!.Export(X509ContentType.Pkcs12), password: null);
            _context = SslStreamCertificateContext.Create(usable, additionalCertificates: null, offline: true);
        }

        server!.Dispose();
        return isNew;
    }

    /// <summary>What is wrong with the certificates of a folder, and what to do; null if nothing is. Changes nothing.</summary>
    public static string? FaultOf(string directory, DateTimeOffset now)
    {
        try
        {
            using CertificateAuthority authority = ReadAuthority(directory);
            if (now < authority.From || now > authority.Until)
            {
                return $"The broker's certificate authority, {Path.Combine(directory, AuthorityName)}, is valid from "
                    + $"{authority.From.UtcDateTime:yyyy-MM-dd} to {authority.Until.UtcDateTime:yyyy-MM-dd}, and the clock says "
                    + $"{now.UtcDateTime:yyyy-MM-dd}: clients refuse TLS. If the clock is right, {NewAuthority}";
            }

            if (File.ReadAllText(AuthorityCertificateIn(directory)) != authority.CertificatePem)
            {
                return $"{AuthorityCertificateIn(directory)} is not the certificate of the broker's authority. {Restart}";
            }

            string serverFile = Path.Combine(directory, ServerName);
            using X509Certificate2? server = TryRead(serverFile);
            return server is null ? $"{serverFile} is missing or damaged: it holds no certificate with its key. {Restart}"
                : now < server.NotBefore || now > server.NotAfter || !authority.HasSigned(server)
                ? $"The broker's certificate in {serverFile} is not valid now: clients refuse TLS. {Restart}"
                : null;
        }
        catch (InvalidDataException error)
        {
            return error.Message;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"The broker's certificates cannot be read: {error.Message} Let {Environment.UserName} read {directory}, and "
                + "start the gateway again: it makes what is missing.";
        }
    }

    private static CertificateAuthority ReadAuthority(string directory)
    {
        try
        {
            return CertificateAuthority.Read(Path.Combine(directory, AuthorityName));
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException(
                $"{error.Message}. Put the file of a backup in its place; without one, {NewAuthority}", error);
        }
    }

    // The server's is not worth an error: it is renewed.
    private static X509Certificate2? TryRead(string file)
    {
        try
        {
            return File.Exists(file) ? CertificateAuthority.ReadPair(file) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private bool Serves(X509Certificate2 server, CertificateAuthority authority, IReadOnlySet<string> names)
    {
        DateTimeOffset from = server.NotBefore;
        DateTimeOffset until = server.NotAfter;
        DateTimeOffset now = _time.GetUtcNow();
        // One that reaches as far as its authority cannot be bettered.
        bool isTimely = (now >= from || from <= authority.From)
            && (until - now >= (until - from) / 3 || until >= authority.Until);
        return isTimely && names.IsSubsetOf(NamesOf(server)) && authority.HasSigned(server);
    }

    private static HashSet<string> NamesOf(X509Certificate2 server) =>
    [
        .. server.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(
            extension => extension.EnumerateDnsNames()
            .Concat(extension.EnumerateIPAddresses().Select(address => address.ToString()))),
    ];
}
