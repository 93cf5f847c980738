using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Rules;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Utils;

namespace EdgeLogger.Alerts.Notify.Channels;

/// <summary>
/// Sends a mail: text, HTML and the plot. Its Message-ID is the notice's mark, so that a mail sent again is the same mail: mail
/// servers and readers drop the second.
/// </summary>
internal sealed class MailNotifier(NotifierSettings settings, GuardedDialer dialer) : INotifier
{
    public async Task SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        using MimeMessage mail = Compose(letter);
        try
        {
            using SmtpClient client = new();
            int port = settings.Port > 0 ? settings.Port : settings.Security switch
            { TransportSecurity.Tls => 465, TransportSecurity.StartTls => 587, _ => 25 };
            Socket socket = await dialer.ConnectAsync(settings.Host, port, cancellationToken).ConfigureAwait(false);
            await client.ConnectAsync(socket, settings.Host, port, Options(), cancellationToken).ConfigureAwait(false);
            if (ChannelSecrets.Read(settings.Secret) is { } password)
            {
                await client.AuthenticateAsync(settings.User, password, cancellationToken).ConfigureAwait(false);
            }

            await client.SendAsync(mail, cancellationToken).ConfigureAwait(false);
            // The server has it: what becomes of the goodbye does not matter.
            using CancellationTokenSource soon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            soon.CancelAfter(TimeSpan.FromSeconds(2));
            await client.DisconnectAsync(quit: true, soon.Token).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default).ConfigureAwait(false);
        }
        catch (Exception error) when (error is CommandException or ProtocolException or IOException or SocketException
            or System.Security.Authentication.AuthenticationException or MailKit.Security.AuthenticationException
            or SslHandshakeException
            or NotSupportedException or ServiceNotConnectedException or ServiceNotAuthenticatedException)
        {
            // A server may repeat what it was sent; of a failed sign-in nothing but that it failed is reported.
            string words = error is MailKit.Security.AuthenticationException
                ? "refuses the user or the password"
                : PlainWords.Of(error.Message);
            throw new DeliveryException($"{settings.Host}: {words}", inner: error);
        }
    }

    private MimeMessage Compose(Letter letter)
    {
        MimeMessage mail = new() { Subject = PlainWords.Of(NoticeText.Title(letter.Notice)), Date = letter.Notice.At };
        mail.From.Add(MailboxAddress.Parse(settings.From));
        mail.To.AddRange(settings.To.Select(MailboxAddress.Parse));
        mail.MessageId = $"{letter.Notice.Mark}@edgelogger.invalid";
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Importance = letter.Notice.Severity == Detection.Severity.Critical
            ? MessageImportance.High
            : MessageImportance.Normal;
        BodyBuilder body = new() { TextBody = NoticeText.Plain(letter) };
        string? plot = null;
        if (letter.PlotPng is { } png)
        {
            MimeEntity picture = body.LinkedResources.Add("evidence.png", png, new ContentType("image", "png"));
            picture.ContentId = MimeUtils.GenerateMessageId();
            plot = "cid:" + picture.ContentId;
        }

        body.HtmlBody = NoticeText.Html(letter, plot);
        mail.Body = body.ToMessageBody();
        return mail;
    }

    private SecureSocketOptions Options() => settings.Security switch
    {
        TransportSecurity.Tls => SecureSocketOptions.SslOnConnect,
        TransportSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };
}
