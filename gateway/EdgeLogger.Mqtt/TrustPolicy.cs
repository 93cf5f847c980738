using System.Linq;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace EdgeLogger.Mqtt;

/// <summary>
/// Which certificates of a broker are believed: those of one authority's file, or those of the machine's own store.
/// </summary>
internal static class TrustPolicy
{
    /// <summary>The policy, or null for the machine's own.</summary>
    /// <exception cref="System.IO.IOException">The file cannot be read.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The file holds no certificate.</exception>
    public static X509ChainPolicy? For(string? caFile)
    {
        if (caFile == null)
        {
            return null;
        }

        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(caFile);
        return policy;
    }

    /// <summary>What is wrong with the broker's certificate, or null.</summary>
    public static string? Complaint(MqttLinkOptions options, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return null;
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return "the broker shows no certificate";
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return $"the broker's certificate is not for '{options.Host}'";
        }

        string status = string.Join(", ", chain?.ChainStatus.Select(s => s.Status.ToString()) ?? []);
        string authority = options.CaFile == null ? "an authority this machine trusts" : $"the authority in '{options.CaFile}'";
        return $"the broker's certificate is not one of {authority} ({status})";
    }
}
