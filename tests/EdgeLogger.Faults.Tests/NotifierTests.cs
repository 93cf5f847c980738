using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Notify;
using EdgeLogger.Alerts.Notify.Channels;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.Testing.Receivers;

namespace EdgeLogger.Faults.Tests;

/// <summary>Each notifier against a real server on this machine.</summary>
public sealed class NotifierTests : IDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(8));

    public void Dispose() => _patience.Dispose();

    private async Task SendAsync(RuleSet rules, Letter letter)
    {
        using Notifiers notifiers = new(rules, TimeProvider.System);
        await notifiers.Create(rules.Notifiers.Single()).SendAsync(letter, _patience.Token);
    }

    private static string Secret(string value)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("edgelogger-secret-").FullName, "secret");
        File.WriteAllText(path, value + "\n");
        return path;
    }

    [Fact]
    public async Task A_mail_arrives_with_text_html_and_plot_and_carries_the_notices_mark()
    {
        await using SmtpReceiver server = new() { Password = "hush" };
        await SendAsync(
            Notices.Rules($"{{name: m, kind: mail, host: 127.0.0.1, port: {server.Port}, security: none, user: gw, "
                + $"password-file: '{Secret("hush")}', from: gw@lab.example, to: [a@lab.example, b@lab.example]}}"),
            Notices.Letter());
        ReceivedMail mail = Assert.Single(server.Received);
        Assert.Equal("gw", mail.SignedInAs);
        Assert.Contains("a@lab.example", mail.To, StringComparison.Ordinal);
        Assert.Contains($"Message-Id: <{Notices.Mark}@", mail.Data, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Subject: critical: fade on bench-01/0", mail.Data, StringComparison.Ordinal);
        Assert.Contains("text/plain", mail.Data, StringComparison.Ordinal);
        Assert.Contains("text/html", mail.Data, StringComparison.Ordinal);
        Assert.Contains("iVBORw0KGgo", mail.Data, StringComparison.Ordinal);
        Assert.Contains("cid:", mail.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_reported_without_the_password()
    {
        await using SmtpReceiver server = new() { Password = "hush" };
        DeliveryException error = await Assert.ThrowsAsync<DeliveryException>(() => SendAsync(
            Notices.Rules($"{{name: m, kind: mail, host: 127.0.0.1, port: {server.Port}, security: none, user: gw, "
                + $"password-file: '{Secret("wrong-secret")}', from: gw@lab.example, to: a@lab.example}}"),
            Notices.Letter()));
        Assert.Contains("refuses the user or the password", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-secret", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_mail_server_that_does_not_offer_the_tls_that_is_wanted_gets_neither_password_nor_mail()
    {
        await using SmtpReceiver server = new() { Password = "hush" };
        await Assert.ThrowsAsync<DeliveryException>(() => SendAsync(
            Notices.Rules($"{{name: m, kind: mail, host: 127.0.0.1, port: {server.Port}, user: gw, password-file: "
                + $"'{Secret("hush")}', from: gw@lab.example, to: a@lab.example}}"),
            Notices.Letter()));
        Assert.DoesNotContain(server.Commands, line => line.StartsWith("AUTH", StringComparison.Ordinal)
            || line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_newline_in_what_is_sent_adds_no_header_to_a_mail()
    {
        await using SmtpReceiver server = new();
        await SendAsync(
            Notices.Rules($"{{name: m, kind: mail, host: 127.0.0.1, port: {server.Port}, security: none, from: "
                + $"gw@lab.example, to: a@lab.example}}"),
            Notices.Letter(sentence: "x\r\nBcc: everybody@lab.example\r\n\r\n<script>alert(1)</script>"));
        string data = Assert.Single(server.Received).Data;
        Assert.DoesNotContain("\r\nBcc:", data[..data.IndexOf("\r\n\r\n", StringComparison.Ordinal)],
            StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script>", data[data.IndexOf("text/html", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_gets_json_with_the_mark_as_idempotency_key_and_the_token()
    {
        await using HttpReceiver server = new();
        await SendAsync(Notices.Rules($"{{name: w, kind: webhook, url: '{server.Url}hook', token-file: '{Secret("hush")}'}}"),
            Notices.Letter());
        ReceivedRequest request = Assert.Single(server.Received);
        Assert.Equal(("/hook", Notices.Mark, "Bearer hush"),
            (request.Path, request.Headers["Idempotency-Key"], request.Headers["Authorization"]));
        JsonElement json = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal((Notices.Mark, "opened", "critical"),
            (json.GetProperty("id").GetString(), json.GetProperty("kind").GetString(), json.GetProperty("severity").GetString()));
        Assert.Equal("bench-01/0", json.GetProperty("alerts")[0].GetProperty("subject").GetString());
    }

    [Fact]
    public async Task Slack_and_teams_get_the_text_as_text_and_not_as_markup()
    {
        await using HttpReceiver server = new();
        string address = Secret($"{server.Url}T0/B0/secret");
        await SendAsync(Notices.Rules($"{{name: s, kind: slack, url-file: '{address}'}}"),
            Notices.Letter(sentence: "<!channel> *bold*"));
        await SendAsync(Notices.Rules($"{{name: t, kind: teams, url-file: '{address}'}}"), Notices.Letter());
        JsonElement slack = JsonDocument.Parse(server.Received[0].Body).RootElement;
        Assert.DoesNotContain("<!channel>", slack.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("plain_text", slack.GetProperty("blocks")[0].GetProperty("text").GetProperty("type").GetString());
        JsonElement teams = JsonDocument.Parse(server.Received[1].Body).RootElement;
        Assert.Equal("application/vnd.microsoft.card.adaptive", teams.GetProperty("attachments")[0].GetProperty("contentType")
            .GetString());
    }

    [Fact]
    public async Task Ntfy_gets_title_priority_and_link_and_telegram_its_chat()
    {
        await using HttpReceiver server = new();
        await SendAsync(Notices.Rules($"{{name: n, kind: ntfy, url: '{server.Url}', topic: cells}}"),
            Notices.Letter(sentence: "it is 61 °C"));
        await SendAsync(Notices.Rules($"{{name: t, kind: telegram, url: '{server.Url}', chat: '-100', "
            + $"token-file: '{Secret("123:abc")}'}}"), Notices.Letter());
        ReceivedRequest ntfy = server.Received[0];
        Assert.Equal(("/cells", "urgent", "https://gateway.lab/cells/bench-01/0"),
            (ntfy.Path, ntfy.Headers["Priority"], ntfy.Headers["Click"]));
        Assert.StartsWith("=?UTF-8?B?", ntfy.Headers["Title"], StringComparison.Ordinal);
        Assert.Equal("/bot123:abc/sendMessage", server.Received[1].Path);
        Assert.Equal("-100", JsonDocument.Parse(server.Received[1].Body).RootElement.GetProperty("chat_id").GetString());
    }

    [Fact]
    public async Task A_topic_of_a_broker_gets_the_notice_with_its_mark()
    {
        await using MosquittoServer broker = await MosquittoServer.StartAsync(_patience.Token);
        IMqttLink reader = MqttLinks.Create(new MqttLinkOptions { Host = "127.0.0.1", Port = broker.Port, ClientId = "reader" },
            TimeProvider.System);
        await using (reader)
        {
            await reader.ConnectAsync(_patience.Token);
            await reader.SubscribeAsync("lab/alerts", _patience.Token);
            await SendAsync(Notices.Rules($"{{name: q, kind: mqtt, host: 127.0.0.1, port: {broker.Port}, security: "
                + $"none, topic: lab/alerts}}"), Notices.Letter());
            MqttMessage message = await reader.Messages.ReadAsync(_patience.Token);
            Assert.Equal(Notices.Mark, JsonDocument.Parse(Encoding.UTF8.GetString(message.Payload)).RootElement.GetProperty("id")
                .GetString());
        }
    }

    [Fact]
    public async Task A_receiver_that_fails_says_why_and_when_to_come_again()
    {
        await using HttpReceiver server = new()
        {
            Answer = async (_, response) =>
            {
                response.StatusCode = 503;
                response.Headers["Retry-After"] = "120";
                await response.OutputStream.WriteAsync("down for\nmaintenance"u8.ToArray());
            },
        };
        DeliveryException error = await Assert.ThrowsAsync<DeliveryException>(
            () => SendAsync(Notices.Rules($"{{name: w, kind: webhook, url: '{server.Url}'}}"), Notices.Letter()));
        Assert.Contains("503 down for maintenance", error.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(120), error.RetryAfter);
    }

    [Fact]
    public async Task A_redirect_that_keeps_the_method_is_followed_and_takes_no_token_to_another_host()
    {
        await using HttpReceiver second = new();
        await using HttpReceiver first = new()
        {
            Answer = (_, response) =>
            {
                response.StatusCode = (int)HttpStatusCode.TemporaryRedirect;
                response.RedirectLocation = second.Url + "there";
                return Task.CompletedTask;
            },
        };
        await SendAsync(Notices.Rules($"{{name: w, kind: webhook, url: '{first.Url}', token-file: '{Secret("hush")}'}}"),
            Notices.Letter());
        ReceivedRequest request = Assert.Single(second.Received);
        Assert.Equal("/there", request.Path);
        Assert.Null(request.Headers["Authorization"]);
        Assert.Contains(Notices.Mark, request.Body, StringComparison.Ordinal);
    }
}
