using System;
using System.Buffers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace EdgeLogger.Mqtt.MqttNet;

/// <summary>Our options in MQTTnet's words.</summary>
internal static class MqttNetOptions
{
    // MQTTnet's own 8 KiB hold a few frames: the receive window of a gateway that falls behind for a moment closes down to that,
    // the broker sends one window every few hundred milliseconds, and it stays so for as long as anything is queued.
    private const int SocketBufferBytes = 1 << 20;

    /// <param name="options">Ours.</param>
    /// <param name="complain">Receives what is wrong with the broker's certificate.</param>
    public static MqttClientOptions For(MqttLinkOptions options, Action<string> complain)
    {
        MqttClientOptionsBuilder builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion((MqttProtocolVersion)options.Protocol)
            .WithTcpServer(options.Host, options.Port)
            .WithClientId(options.ClientId)
            .WithCleanStart(options.CleanStart)
            .WithKeepAlivePeriod(options.KeepAlive)
            .WithTimeout(options.ConnectTimeout);
        if (options.Protocol == MqttProtocol.V5)
        {
            builder.WithSessionExpiryInterval((uint)Math.Clamp(options.SessionExpiry.TotalSeconds, 0, uint.MaxValue))
                .WithReceiveMaximum(options.ReceiveMaximum)
                .WithMaximumPacketSize((uint)options.MaximumPacketSize);
        }

        if (options.Username is { } user)
        {
            builder.WithCredentials(user, options.Password ?? "");
        }

        if (options.Will is { } will)
        {
            builder.WithWillTopic(will.Topic).WithWillPayload(will.Payload.ToArray()).WithWillRetain(will.Retain)
                .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce);
        }

        if (options.UseTls)
        {
            builder.WithTlsOptions(tls => Secure(tls, options, complain));
        }

        MqttClientOptions made = builder.Build();
        ((MqttClientTcpOptions)made.ChannelOptions).BufferSize = SocketBufferBytes;
        return made;
    }

    public static MqttApplicationMessage Message(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain) => new()
    {
        Topic = topic,
        Payload = new ReadOnlySequence<byte>(payload),
        QualityOfServiceLevel = (MqttQualityOfServiceLevel)qos,
        Retain = retain,
    };

    private static void Secure(MqttClientTlsOptionsBuilder tls, MqttLinkOptions options, Action<string> complain)
    {
        tls.UseTls().WithTargetHost(options.Host).WithRevocationMode(X509RevocationMode.NoCheck);
        if (TrustPolicy.For(options.CaFile) is { } policy)
        {
            tls.WithTrustChain(policy.CustomTrustStore);
        }

        tls.WithCertificateValidationHandler(shown =>
        {
            string? complaint = TrustPolicy.Complaint(options, shown.Chain, shown.SslPolicyErrors);
            if (complaint != null)
            {
                complain(complaint);
            }

            return shown.SslPolicyErrors == SslPolicyErrors.None;
        });
    }
}
