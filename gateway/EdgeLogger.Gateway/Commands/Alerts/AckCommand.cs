using System;
using System.CommandLine;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Gateway.Hosting;

namespace EdgeLogger.Gateway.Commands.Alerts;

/// <summary>edgelogger alerts ack ID: somebody acknowledges an alert.</summary>
internal static class AckCommand
{
    public static Command Create()
    {
        Argument<long> id = OpenBook.AlertId();
        Option<string> by = OpenBook.By();
        Option<string> note = OpenBook.Note();
        Option<string> data = DataDirectory.Option();
        Command command = new("ack", "Acknowledges an alert, so that the others see who looks after it. Who was first stays.")
            { id, by, note, data };
        command.SetAction(parsed => OpenBook.Use(parsed.GetRequiredValue(data), book =>
        {
            Alert alert = OpenBook.Find(book, parsed.GetRequiredValue(id));
            if (!book.Acknowledge(alert.Id, parsed.GetRequiredValue(by), parsed.GetRequiredValue(note)))
            {
                throw new UserErrorException(
                    $"Alert {alert.Id} has been acknowledged before, by {OpenBook.Find(book, alert.Id).Acknowledged?.By}.");
            }

            Console.WriteLine($"Alert {alert.Id} ({alert.Rule} on {alert.Subject.Name}) is acknowledged by "
                + $"{parsed.GetRequiredValue(by)}.");
            return 0;
        }));
        return command;
    }
}
