using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Rules;

namespace EdgeLogger.Alerts.Notify.Channels;

/// <summary>Makes the notifiers of a rule set. They share one way out, which the set's address rules guard.</summary>
public sealed class Notifiers : IDisposable
{
    private readonly GuardedDialer _dialer;
    private readonly HttpPoster _poster;
    private readonly TimeProvider _time;

    /// <param name="rules">Whose address rules hold.</param>
    /// <param name="time">The clock.</param>
    /// <param name="resolve">Resolves a name; null: as the machine does.</param>
    public Notifiers(RuleSet rules, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        _dialer = new GuardedDialer(new AddressPolicy(rules.AllowedNetworks), resolve);
        _poster = new HttpPoster(_dialer, time);
        _time = time;
    }

    /// <summary>The notifier of these settings.</summary>
    public INotifier Create(NotifierSettings settings) => settings.Kind switch
    {
        NotifierKind.Mail => new MailNotifier(settings, _dialer),
        NotifierKind.Mqtt => new MqttNotifier(settings, _dialer, _time),
        NotifierKind.Ntfy => new NtfyNotifier(settings, _poster),
        NotifierKind.Telegram => new TelegramNotifier(settings, _poster),
        NotifierKind.Slack or NotifierKind.Teams => new ChatNotifier(settings, _poster),
        _ => new WebhookNotifier(settings, _poster),
    };

    public void Dispose() => _poster.Dispose();
}
