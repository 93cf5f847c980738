using System;
using System.CommandLine;
using System.Linq;
using EdgeLogger.Alerts.Delivery;
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
                    + (rules.Notifiers.Count == 0 ? "none" : string.Join(", ", rules.Notifiers.Select(notifier => notifier.Name)))
                    + ".");
            string refusal = await TestNotice.SendAsync(
                settings, rules, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            if (refusal.Length > 0)
            {
                throw new UserErrorException(refusal);
            }

            Console.WriteLine($"{wanted} has taken the test notice.");
            return 0;
        });
        return command;
    }
}
