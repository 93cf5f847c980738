using System;
using System.Globalization;
using System.Net;
using System.Text;

namespace EdgeLogger.Alerts.Notify;

/// <summary>A notice in words: plain, and as HTML. What comes from boards and people is never markup in it.</summary>
public static class NoticeText
{
    /// <summary>What stands before a headline, and in a mail's subject.</summary>
    public static string Title(Notice notice) => notice.Kind switch
    {
        NoticeKind.Over => $"over: {notice.Headline}",
        NoticeKind.Withdrawn => $"withdrawn: {notice.Headline}",
        NoticeKind.Test => notice.Headline,
        _ => $"{notice.Severity.ToString().ToLowerInvariant()}: {notice.Headline}",
    };

    /// <summary>Plain text of several lines.</summary>
    /// <param name="letter">What is sent.</param>
    /// <param name="most">Alerts that are written out.</param>
    public static string Plain(Letter letter, int most = Notice.MostItems)
    {
        Notice notice = letter.Notice;
        StringBuilder text = new(Title(notice));
        int shown = Math.Min(most, notice.Items.Count);
        for (int i = 0; i < shown; i++)
        {
            NoticeItem item = notice.Items[i];
            text.Append(CultureInfo.InvariantCulture, $"\n{Line(item)}");
            if (item.Link is { } link)
            {
                text.Append('\n').Append(link.AbsoluteUri);
            }
        }

        if (notice.Count > shown)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nand {notice.Count - shown} more");
        }

        return text.Append(Foot(letter)).ToString();
    }

    /// <summary>A page for a mail.</summary>
    /// <param name="letter">What is sent.</param>
    /// <param name="plot">Address of the plot; null if there is none.</param>
    public static string Html(Letter letter, string? plot)
    {
        Notice notice = letter.Notice;
        StringBuilder html = new("<!DOCTYPE html><html><body style=\"font-family:sans-serif\">");
        html.Append(CultureInfo.InvariantCulture, $"<h2>{Encode(Title(notice))}</h2><ul>");
        foreach (NoticeItem item in notice.Items)
        {
            string line = Encode(Line(item));
            html.Append(item.Link is { } link
                ? $"<li><a href=\"{Encode(link.AbsoluteUri)}\">{line}</a></li>"
                : $"<li>{line}</li>");
        }

        html.Append("</ul>");
        if (notice.Count > notice.Items.Count)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>and {notice.Count - notice.Items.Count} more</p>");
        }

        if (plot is not null)
        {
            html.Append(CultureInfo.InvariantCulture,
                $"<p><img alt=\"what it was found from\" width=\"640\" src=\"{Encode(plot)}\"></p>");
        }

        return html.Append(CultureInfo.InvariantCulture,
            $"<p style=\"color:#666\">{Encode(Foot(letter).Trim()).Replace("\n", "<br>", StringComparison.Ordinal)}"
            + $"</p></body></html>").ToString();
    }

    private static string Line(NoticeItem item) => item.AlertId == 0
        ? $"{item.Subject.Name}: {item.Sentence}"
        : string.Create(CultureInfo.InvariantCulture,
            $"{item.Subject.NameAndSlot()}{(item.Cycle is { } cycle ? $", cycle {cycle}" : "")}: {item.Sentence} "
            + $"(alert {item.AlertId}, since {item.OpenedAt:yyyy-MM-dd HH:mm} UTC)");

    private static string Foot(Letter letter) => letter.MayRepeat
        ? $"\nnotice {letter.Notice.Mark}; the gateway was ended while it sent this: you may have it already"
        : $"\nnotice {letter.Notice.Mark}";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
