using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Rules;

namespace EdgeLogger.Alerts.Notify.Channels;

/// <summary>Posts to an incoming webhook of Slack or Teams. Neither knows repetitions: the text says if it may be one.</summary>
internal sealed class ChatNotifier(NotifierSettings settings, HttpPoster poster) : INotifier
{
    /// <summary>Alerts written out in a message: a chat cuts long ones.</summary>
    private const int MostItems = 10;

    public Task SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        string text = NoticeText.Plain(letter, MostItems);
        JsonObject body = settings.Kind == NotifierKind.Slack ? Slack(text) : Teams(NoticeText.Title(letter.Notice), text);
        return poster.PostAsync(
            ChannelSecrets.PostTo(settings, JsonSerializer.SerializeToUtf8Bytes(body))
            with
            { Headers = [("Idempotency-Key", letter.Notice.Mark)] },
            cancellationToken);
    }

    // Slack reads these three as markup; "plain_text" takes them as they are.
    private static JsonObject Slack(string text) => new()
    {
        ["text"] = text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;"),
        ["blocks"] = new JsonArray(new JsonObject
        {
            ["type"] = "section",
            ["text"] = new JsonObject
            { ["type"] = "plain_text", ["text"] = text.Length > 2900 ? text[..2900] : text, ["emoji"] = false },
        }),
    };

    private static JsonObject Teams(string title, string text) => new()
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["content"] = new JsonObject
            {
                ["type"] = "AdaptiveCard",
                ["version"] = "1.4",
                ["body"] = new JsonArray(Block(title, "Bolder"), Block(text, "Default")),
            },
        }),
    };

    // A RichTextBlock's runs are not read as Markdown.
    private static JsonObject Block(string text, string weight) => new()
    {
        ["type"] = "RichTextBlock",
        ["inlines"] = new JsonArray(new JsonObject { ["type"] = "TextRun", ["text"] = text, ["weight"] = weight }),
    };
}
