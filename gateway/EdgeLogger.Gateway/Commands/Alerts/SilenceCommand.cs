using System;
using System.CommandLine;
using EdgeLogger.Gateway.Hosting;

namespace EdgeLogger.Gateway.Commands.Alerts;

/// <summary>edgelogger alerts silence SUBJECT: nobody is notified for a while.</summary>
internal static class SilenceCommand
{
    public static Command Create()
    {
        SilenceOptions options = new();
        Option<string> by = OpenBook.By();
        Option<string> note = OpenBook.Note();
        Option<string> data = DataDirectory.Option();
        Command command = new("silence", """
            Notifies nobody of these subjects for a while. Alerts still open and close in the book; what is open at the silence's end,
            and has not been sent, is sent then.

            Example: edgelogger alerts silence 'bench-01/*' --for 2h --note "new fixture"
            """)
        {
            options.Subjects, options.Rules, options.For, options.Until, by, note, data,
        };
        command.SetAction(parsed => OpenBook.Use(parsed.GetRequiredValue(data), book =>
        {
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            DateTimeOffset end = options.End(parsed, now);
            long id = book.AddSilence(parsed.GetRequiredValue(options.Subjects), parsed.GetRequiredValue(options.Rules),
                isMaintenance: false,
                now, end, parsed.GetRequiredValue(by), parsed.GetRequiredValue(note));
            Console.WriteLine($"Silence {id} until {end:u}; `edgelogger alerts unsilence {id}` ends it earlier.");
            return 0;
        }));
        return command;
    }
}
