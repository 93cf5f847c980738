using System;
using System.CommandLine;
using EdgeLogger.Gateway.Hosting;

namespace EdgeLogger.Gateway.Commands.Alerts;

/// <summary>edgelogger alerts maintenance SUBJECT: planned work, which may begin later.</summary>
internal static class MaintenanceCommand
{
    public static Command Create()
    {
        SilenceOptions options = new();
        Option<DateTimeOffset?> from = SilenceOptions.MomentOption("--from", "When it begins: 2026-07-01T08:00. Default: now.");
        Option<string> by = OpenBook.By();
        Option<string> note = OpenBook.Note();
        Option<string> data = DataDirectory.Option();
        Command command = new("maintenance", """
            Plans a time of work on these subjects, in which nobody is notified of them; as with a silence, what is still open at its end is
            sent then.

            Example: edgelogger alerts maintenance '*' --from 2026-07-01T08:00 --for 3h --note "glovebox service"
            """)
        {
            options.Subjects, options.Rules, from, options.For, options.Until, by, note, data,
        };
        command.SetAction(parsed => OpenBook.Use(parsed.GetRequiredValue(data), book =>
        {
            DateTimeOffset begin = parsed.GetValue(from) ?? TimeProvider.System.GetUtcNow();
            DateTimeOffset end = options.End(parsed, begin);
            long id = book.AddSilence(parsed.GetRequiredValue(options.Subjects), parsed.GetRequiredValue(options.Rules),
                isMaintenance: true,
                begin, end, parsed.GetRequiredValue(by), parsed.GetRequiredValue(note));
            Console.WriteLine($"Maintenance {id} from {begin:u} until {end:u}; `edgelogger alerts "
                + $"unsilence {id}` ends it earlier.");
            return 0;
        }));
        return command;
    }
}
