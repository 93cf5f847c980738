using System;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Rules;

namespace EdgeLogger.Alerts.Notify.Channels;

/// <summary>Sends to a chat by a bot of Telegram. The token is part of the address: addresses are not shown.</summary>
internal sealed class TelegramNotifier(NotifierSettings settings, HttpPoster poster) : INotifier
{
    private const int MostItems = 10;
    private const int MostLength = 4000;

    public Task SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        string text = NoticeText.Plain(letter, MostItems);
        JsonObject body = new()
        {
            ["chat_id"] = settings.Chat,
            ["text"] = text.Length > MostLength ? text[..MostLength] : text,
            ["link_preview_options"] = new JsonObject { ["is_disabled"] = true },
        };
        string? token = ChannelSecrets.Read(settings.Secret);
        Post post = new(new Uri(settings.Url!, $"/bot{token}/sendMessage"), JsonSerializer.SerializeToUtf8Bytes(body),
            "application/json")
        {
            SecretInAddress = token,
        };
        return poster.PostAsync(post, cancellationToken);
    }
}
