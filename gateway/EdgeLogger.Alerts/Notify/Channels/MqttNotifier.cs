using System;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Choice;

namespace EdgeLogger.Alerts.Notify.Channels;

/// <summary>
/// Publishes to a topic of a broker at QoS 1, as JSON that holds the mark. A connection for each notice: they are rare.
/// </summary>
internal sealed class MqttNotifier(NotifierSettings settings, GuardedDialer dialer, TimeProvider time) : INotifier
{
    public async Task SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        string host = (await dialer.AddressAsync(settings.Host, cancellationToken).ConfigureAwait(false)).ToString();
        bool tls = settings.Security == TransportSecurity.Tls;
        MqttLinkOptions options = new()
        {
            // With TLS the certificate's name is asked for, so that an address swapped in between gets no further than the
            // handshake.
            Host = tls ? settings.Host : host,
            Port = settings.Port > 0 ? settings.Port : tls ? 8883 : 1883,
            ClientId = $"edgelogger-alerts-{letter.Notice.Mark}",
            Username = settings.User.Length > 0 ? settings.User : null,
            Password = ChannelSecrets.Read(settings.Secret),
            UseTls = tls,
            CleanStart = true,
            SessionExpiry = TimeSpan.Zero,
        };
        IMqttLink link = MqttLinks.Create(options, time);
        try
        {
            await link.ConnectAsync(cancellationToken).ConfigureAwait(false);
            await link.PublishAsync(
                settings.Topic, Body(letter), MqttQos.AtLeastOnce, retain: false, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is MqttRefusedException or MqttUnreachableException)
        {
            throw new DeliveryException(PlainWords.Of(error.Message), inner: error);
        }
        finally
        {
            await link.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static byte[] Body(Letter letter) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["v"] = 1,
        ["id"] = letter.Notice.Mark,
        ["kind"] = letter.Notice.Kind.ToString().ToLowerInvariant(),
        ["rule"] = letter.Notice.Rule,
        ["severity"] = letter.Notice.Severity.ToString().ToLowerInvariant(),
        ["count"] = letter.Notice.Count,
        ["may_repeat"] = letter.MayRepeat,
        ["text"] = NoticeText.Plain(letter, most: 10),
    }.ToJsonString(JsonSerializerOptions.Default));
}
