using System;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Mqtt.Managed;

/// <summary>Opens the byte stream to a broker, TCP or TLS, and says in plain words why it could not.</summary>
internal static class BrokerConnection
{
    /// <exception cref="MqttUnreachableException">Host, port, network or TLS.</exception>
    /// <exception cref="OperationCanceledException">Cancelled or out of time.</exception>
    public static async Task<Stream> OpenAsync(MqttLinkOptions options, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            socket.Dispose();
            throw new MqttUnreachableException($"no broker at {options.Host}:{options.Port}: {e.Message}", e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var stream = new NetworkStream(socket, ownsSocket: true);
        return options.UseTls ? await SecureAsync(stream, options, cancellationToken).ConfigureAwait(false) : stream;
    }

    private static async Task<Stream> SecureAsync(NetworkStream tcp, MqttLinkOptions options, CancellationToken cancellationToken)
    {
        string? complaint = null;
        var tls = new SslStream(tcp, leaveInnerStreamOpen: false);
        try
        {
            var authentication = new SslClientAuthenticationOptions
            {
                TargetHost = options.Host,
                CertificateChainPolicy = TrustPolicy.For(options.CaFile),
                RemoteCertificateValidationCallback = (_, _, chain, errors) =>
                {
                    complaint = TrustPolicy.Complaint(options, chain, errors);
                    return complaint == null;
                },
            };
            await tls.AuthenticateAsClientAsync(authentication, cancellationToken).ConfigureAwait(false);
            return tls;
        }
        catch (Exception e) when (e is AuthenticationException or IOException or CryptographicException or UnauthorizedAccessException)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw new MqttUnreachableException($"no TLS with {options.Host}:{options.Port}: {complaint ?? e.Message}", e);
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
