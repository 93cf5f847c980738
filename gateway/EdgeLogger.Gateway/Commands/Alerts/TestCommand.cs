using System;
using System.CommandLine;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Notify;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Gateway.Hosting;

namespace EdgeLogger.Gateway.Commands.Alerts;

/// <summary>edgelogger alerts test NOTIFIER: does it get through?</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        Argument<string> name = new("NOTIFIER") { Description = $"Its name in {RuleFile.FileName}." };
        Option<string> data = DataDirectory.Option();
        Command command = new("test", "Sends a test notice, at once and once, and says what became of it.") { name, data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            RuleSet rules = OpenBook.Rules(parsed.GetRequiredValue(data));
            string wanted = parsed.GetRequiredValue(name);
            NotifierSettings settings = rules.Notifiers.FirstOrDefault(notifier => notifier.Name == wanted)
                ?? throw new UserErrorException($"There is no notifier '{wanted}'. {RuleFile.FileName} has: "
                    + (rules.Notifiers.Count == 0 ? "none" : string.Join(", ", rules.Notifiers.Select(notifier => notifier.Name))) + ".");
            await SendAsync(settings, rules, cancellationToken).ConfigureAwait(false);
            Console.WriteLine($"{wanted} has taken the test notice.");
            return 0;
        });
        return command;
    }

    private static async Task SendAsync(NotifierSettings settings, RuleSet rules, CancellationToken cancellationToken)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Notice notice = new(
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), NoticeKind.Test, "test", Severity.Info,
            $"EdgeLogger: a test of the notifier {settings.Name}", now,
            [new NoticeItem(0, Subject.Board(Environment.MachineName), "if you can read this, alerts will reach you here", null, now, rules.Page)], 1);
        using Notifiers notifiers = new(rules, TimeProvider.System);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(rules.AttemptLimit);
        try
        {
            await notifiers.Create(settings).SendAsync(new Letter(notice, PlotPng: null, MayRepeat: false), limit.Token).ConfigureAwait(false);
        }
        catch (DeliveryException error)
        {
            throw new UserErrorException($"{settings.Name} did not take it: {error.Message}", error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UserErrorException($"{settings.Name} did not answer within {Duration.Text(rules.AttemptLimit)}.");
        }
    }
}
