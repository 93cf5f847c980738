using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Rules;

namespace EdgeLogger.Alerts.Notify.Channels;

/// <summary>Publishes to a topic of ntfy: a telephone rings.</summary>
internal sealed class NtfyNotifier(NotifierSettings settings, HttpPoster poster) : INotifier
{
    private const int MostItems = 5;

    public Task SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        Notice notice = letter.Notice;
        List<(string, string)> headers =
        [
            ("Title", Header(NoticeText.Title(notice))),
            ("Priority", notice.Kind is NoticeKind.Over or NoticeKind.Withdrawn ? "low" : notice.Severity switch
                { Severity.Critical => "urgent", Severity.Warning => "high", _ => "default" }),
            ("Idempotency-Key", notice.Mark),
        ];
        if (notice.Items.Count > 0 && notice.Items[0].Link is { } link)
        {
            headers.Add(("Click", link.AbsoluteUri));
        }

        Uri address = new(settings.Url!, Uri.EscapeDataString(settings.Topic));
        Post post = new(address, Encoding.UTF8.GetBytes(NoticeText.Plain(letter, MostItems)), "text/plain; charset=utf-8")
        {
            Headers = headers,
            Token = ChannelSecrets.Read(settings.Secret),
        };
        return poster.PostAsync(post, cancellationToken);
    }

    // Headers are ASCII; ntfy reads the encoded words of RFC 2047.
    private static string Header(string text) =>
        Ascii.IsValid(text) ? PlainWords.Of(
            text) : $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(PlainWords.Of(text)))}?=";
}
