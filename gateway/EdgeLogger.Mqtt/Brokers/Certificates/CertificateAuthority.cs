using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeLogger.Mqtt.Brokers.Certificates;

/// <summary>
/// The gateway's own certificate authority: a key pair, ECDSA P-256, that signs its broker's certificates and nothing else.
/// </summary>
internal sealed class CertificateAuthority : IDisposable
{
    private const int AuthorityYears = 10;
    private const int ServerDays = 365;

    // Clocks of clients may be a little behind.
    private static readonly TimeSpan Earlier = TimeSpan.FromHours(1);

    private static readonly OidCollection ServersOnly = [new Oid("1.3.6.1.5.5.7.3.1")];

    private readonly X509Certificate2 _certificate;

    private CertificateAuthority(X509Certificate2 certificate) => _certificate = certificate;

    /// <summary>Certificate and key of a new one, PEM.</summary>
    public static string Make(DateTimeOffset now)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // Clients find an authority by its name: no two have the same.
        CertificateRequest request = Request(
            $"EdgeLogger authority {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}", key, isAuthority: true);
        using X509Certificate2 certificate = request.CreateSelfSigned(now - Earlier, now.AddYears(AuthorityYears));
        return Pem(certificate, key);
    }

    /// <summary>The one in a file.</summary>
    /// <exception cref="InvalidDataException">The file holds no certificate with its key.</exception>
    public static CertificateAuthority Read(string file) => new(ReadPair(file));

    /// <summary>A certificate and its key out of one file.</summary>
    /// <exception cref="InvalidDataException">The file holds no certificate with its key.</exception>
    public static X509Certificate2 ReadPair(string file)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(file);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new InvalidDataException($"{file} is damaged: it holds no certificate with its key", error);
        }
    }

    /// <summary>Its certificate, which clients have to know, PEM.</summary>
    public string CertificatePem => _certificate.ExportCertificatePem() + "\n";

    public DateTimeOffset From => _certificate.NotBefore;

    public DateTimeOffset Until => _certificate.NotAfter;

    /// <summary>
    /// Certificate and key of a server with these names and addresses, PEM; valid within the time of the authority, whatever the
    /// clock says.
    /// </summary>
    public string Issue(IEnumerable<string> names, DateTimeOffset now)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = Request("EdgeLogger broker", key, isAuthority: false);
        SubjectAlternativeNameBuilder alternatives = new();
        foreach (string name in names)
        {
            if (IPAddress.TryParse(name, out IPAddress? address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(ServersOnly, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            _certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        long start = Math.Clamp((now - Earlier).UtcTicks, From.UtcTicks, (Until - Earlier).UtcTicks);
        DateTimeOffset from = new(start, TimeSpan.Zero);
        DateTimeOffset until = from.AddDays(ServerDays) < Until ? from.AddDays(ServerDays) : Until;
        using X509Certificate2 certificate = request.Create(_certificate, from, until, RandomNumberGenerator.GetBytes(16));
        return Pem(certificate, key);
    }

    /// <summary>Whether a certificate is its own, at any time.</summary>
    public bool HasSigned(X509Certificate2 certificate)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(certificate);
    }

    public void Dispose() => _certificate.Dispose();

    private static CertificateRequest Request(string name, ECDsa key, bool isAuthority)
    {
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(isAuthority, isAuthority, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            isAuthority ? X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign : X509KeyUsageFlags.DigitalSignature,
            critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private static string Pem(X509Certificate2 certificate, ECDsa key) =>
        $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
}
