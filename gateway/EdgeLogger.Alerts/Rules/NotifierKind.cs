namespace EdgeLogger.Alerts.Rules;

/// <summary>By what way people are told.</summary>
public enum NotifierKind
{
    Mail,
    Webhook,
    Slack,
    Teams,
    Ntfy,
    Telegram,
    Mqtt,
}
