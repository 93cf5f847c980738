using System;
using System.CommandLine;
using EdgeLogger.Gateway.Hosting;

namespace EdgeLogger.Gateway.Commands.Alerts;

/// <summary>edgelogger alerts unsilence ID: a silence or maintenance window ends now.</summary>
internal static class UnsilenceCommand
{
    public static Command Create()
    {
        Argument<long> id = OpenBook.Id("The number of the silence or maintenance, as `edgelogger alerts list` shows it.");
        Option<string> data = DataDirectory.Option();
        Command command = new("unsilence", "Ends a silence or a maintenance before its time.") { id, data };
        command.SetAction(parsed => OpenBook.Use(parsed.GetRequiredValue(data), book =>
        {
            long number = parsed.GetRequiredValue(id);
            if (!book.EndSilence(number))
            {
                throw new UserErrorException(
                    $"There is no silence or maintenance {number} now. `edgelogger alerts list` shows those there are.");
            }

            Console.WriteLine($"Silence {number} has ended.");
            return 0;
        }));
        return command;
    }
}
