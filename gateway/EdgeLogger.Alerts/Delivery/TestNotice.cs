using System;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Notify;
using EdgeLogger.Alerts.Notify.Channels;
using EdgeLogger.Alerts.Rules;

namespace EdgeLogger.Alerts.Delivery;

/// <summary>A notice by which a person sees whether a notifier gets through.</summary>
public static class TestNotice
{
    /// <summary>Sends one at once, and once.</summary>
    /// <param name="settings">The notifier.</param>
    /// <param name="rules">The rule set it stands in: its address rules and its limit of an attempt hold.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Why it was not taken; empty if it was.</returns>
    public static async Task<string> SendAsync(
        NotifierSettings settings, RuleSet rules, TimeProvider time, CancellationToken cancellationToken)
    {
        using Notifiers notifiers = new(rules, time);
        using CancellationTokenSource limit = new(rules.AttemptLimit, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            Letter letter = new(Of(settings, rules, time.GetUtcNow()), PlotPng: null, MayRepeat: false);
            await notifiers.Create(settings).SendAsync(letter, either.Token).ConfigureAwait(false);
            return "";
        }
        catch (DeliveryException error)
        {
            return $"{settings.Name} did not take it: {error.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{settings.Name} did not answer within {Duration.Text(rules.AttemptLimit)}.";
        }
    }

    private static Notice Of(NotifierSettings settings, RuleSet rules, DateTimeOffset now) => new(
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), NoticeKind.Test, "test", Severity.Info,
        $"EdgeLogger: a test of the notifier {settings.Name}", now,
        [new NoticeItem(0, Subject.Board(Environment.MachineName), "if you can read this, alerts will reach you here", null, now,
            rules.Page)], 1);
}
