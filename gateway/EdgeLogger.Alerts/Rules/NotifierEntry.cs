using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Yaml;
using MimeKit;
using YamlDotNet.RepresentationModel;

namespace EdgeLogger.Alerts.Rules;

/// <summary>Reads one entry of the notifiers.</summary>
internal sealed class NotifierEntry(YamlMap map, Action<YamlNode, string> fault)
{
    /// <summary>Reads it.</summary>
    /// <param name="others">The notifiers so far.</param>
    public NotifierSettings Read(IReadOnlyList<NotifierSettings> others)
    {
        string name = map.Required("name");
        if (others.Any(other => other.Name == name) && map.Find("name") is { } twice)
        {
            fault(twice, $"there is a notifier '{name}' above: each needs a name of its own");
        }

        map.Required("kind");
        NotifierSettings settings = new()
        {
            Name = name,
            Kind = map.Name("kind", NotifierKind.Webhook),
            LeastSeverity = map.Name("least-severity", Severity.Info),
        };
        settings = settings.Kind switch
        {
            NotifierKind.Mail => Mail(settings),
            NotifierKind.Mqtt => Mqtt(settings),
            NotifierKind.Ntfy => settings
                with
            { Url = Url() ?? new Uri("https://ntfy.sh"), Topic = map.Required("topic"), Secret = Secret("token") },
            NotifierKind.Telegram => settings with
            {
                Url = Url() ?? new Uri("https://api.telegram.org"),
                Chat = map.Required("chat"),
                Secret = Needed(Secret("token"), "token", "the bot's token"),
            },
            _ => Webhook(settings),
        };
        map.RefuseOthers();
        return settings;
    }

    private NotifierSettings Mail(NotifierSettings settings) => settings with
    {
        Host = map.Required("host"),
        Port = map.Whole("port", 1, 65535, 0),
        Security = map.Name("security", TransportSecurity.StartTls),
        User = map.Text("user", ""),
        Secret = Secret("password"),
        From = Mailbox("from", map.Required("from")),
        To = [.. (map.Texts("to") is { Count: > 0 } to ? to : [map.Required("to")]).Select(address => Mailbox("to", address))],
    };

    private string Mailbox(string key, string address)
    {
        if (address.Length > 0 && !(MailboxAddress.TryParse(address, out MailboxAddress? mailbox)
            && mailbox.Address.Contains('@', StringComparison.Ordinal)))
        {
            fault(map.Find(key)!, $"{key} is '{address}' and must be a mail address such as cells@lab.example");
        }

        return address;
    }

    private NotifierSettings Mqtt(NotifierSettings settings) => settings with
    {
        Host = map.Required("host"),
        Port = map.Whole("port", 1, 65535, 0),
        Security = map.Value<TransportSecurity>(
            "security", text => text switch { "tls" => TransportSecurity.Tls, "none" => TransportSecurity.None, _ => null },
            "tls or none", TransportSecurity.Tls),
        User = map.Text("user", ""),
        Secret = Secret("password"),
        Topic = map.Required("topic"),
    };

    private NotifierSettings Webhook(NotifierSettings settings)
    {
        SecretSource? secretUrl = Secret("url");
        return settings with
        {
            SecretUrl = secretUrl,
            Url = secretUrl is null ? Needed(
                Url(), "url", "where to post; url-env or url-file if the address is a secret, as Slack's is") : null,
            Secret = Secret("token"),
        };
    }

    private Uri? Url()
    {
        if (map.Find("url") is not { } node)
        {
            return null;
        }

        if (Uri.TryCreate(map.Text("url", ""), UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
            && uri.UserInfo.Length == 0)
        {
            return uri;
        }

        fault(node, "url must be an address such as https://hooks.lab/alerts, without a user or a password");
        return null;
    }

    /// <summary>Where a secret is: KEY-env or KEY-file.</summary>
    private SecretSource? Secret(string key)
    {
        YamlNode? itself = key == "url" ? null : map.Find(key);
        if (itself is not null)
        {
            fault(itself, $"a secret does not belong in this file: put it in a file of its own and say '{key}-file: "
                + $"PATH', or '{key}-env: NAME'");
        }

        string variable = map.Text($"{key}-env", "");
        string file = map.Text($"{key}-file", "");
        if (variable.Length > 0 && file.Length > 0)
        {
            fault(map.Find($"{key}-file")!, $"give {key}-env or {key}-file, not both");
        }

        return variable.Length + file.Length > 0 ? new SecretSource(variable, variable.Length > 0 ? "" : file) : null;
    }

    private T? Needed<T>(T? value, string key, string meaning)
        where T : class
    {
        if (value is null && map.Find("name") is { } at && map.Find(key) is null)
        {
            fault(at, $"this notifier needs {key}: {meaning}");
        }

        return value;
    }
}
