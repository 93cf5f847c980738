using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Rules;

namespace EdgeLogger.Alerts.Notify.Channels;

/// <summary>Posts JSON. The mark is the Idempotency-Key, by which a receiver drops what comes twice.</summary>
internal sealed class WebhookNotifier(NotifierSettings settings, HttpPoster poster) : INotifier
{
    public Task SendAsync(Letter letter, CancellationToken cancellationToken) => poster.PostAsync(
        ChannelSecrets.PostTo(settings, Body(letter)) with
        {
            Headers = [("Idempotency-Key", letter.Notice.Mark)],
            Token = ChannelSecrets.Read(settings.Secret),
        },
        cancellationToken);

    private static byte[] Body(Letter letter)
    {
        Notice notice = letter.Notice;
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteString("id", notice.Mark);
            json.WriteString("kind", notice.Kind.ToString().ToLowerInvariant());
            json.WriteString("rule", notice.Rule);
            json.WriteString("severity", notice.Severity.ToString().ToLowerInvariant());
            json.WriteString("headline", notice.Headline);
            json.WriteString("at", notice.At);
            json.WriteNumber("count", notice.Count);
            json.WriteBoolean("may_repeat", letter.MayRepeat);
            json.WriteStartArray("alerts");
            foreach (NoticeItem item in notice.Items)
            {
                Write(json, item);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return body.ToArray();
    }

    private static void Write(Utf8JsonWriter json, NoticeItem item)
    {
        json.WriteStartObject();
        json.WriteNumber("alert", item.AlertId);
        json.WriteString("subject_kind", item.Subject.Kind.ToString().ToLowerInvariant());
        json.WriteString("subject", item.Subject.Name);
        if (item.Subject.Slot is { Length: > 0 } slot)
        {
            json.WriteString("slot", slot);
        }

        json.WriteString("text", item.Sentence);
        json.WriteString("opened_at", item.OpenedAt);
        if (item.Cycle is { } cycle)
        {
            json.WriteNumber("cycle", cycle);
        }

        if (item.Link is { } link)
        {
            json.WriteString("link", link.AbsoluteUri);
        }

        json.WriteEndObject();
    }
}
