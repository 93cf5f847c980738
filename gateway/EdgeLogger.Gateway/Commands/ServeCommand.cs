using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Commands;

/// <summary>edgelogger serve: the gateway for real boards.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        ServeSettings settings = new();
        Option<bool> stopWithInput = new("--stop-with-input") { Hidden = true };
        Command command = new("serve", """
            Runs the gateway: takes frames from boards, keeps them on disk before it acknowledges them, and derives each cell's cycles
            as they close. It has a built-in broker; `edgelogger board provision` sets a board up for it. A data folder that is not there is
            made, if the folder above it is.

            Each option but --data and --config may also be in the settings file, without its dashes (port: 1883), or in a variable
            (EDGELOGGER_PORT). An option overrides a variable, and that the file. `edgelogger config show --yaml` prints a file to begin with.

            Example: edgelogger serve --data /srv/cells
            """)
        {
            stopWithInput,
        };
        GroupedHelp.AddTo(command, settings.Groups);
        settings.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            settings, parsed, parsed.GetValue(stopWithInput), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ServeSettings all, ParseResult typed, bool stopWithInput, CancellationToken cancellationToken)
    {
        EffectiveSettings settings = EffectiveSettings.Required(all, typed);
        GatewayOptions options = all.Read(settings.Parsed);
        CategoryLevel[] levels = all.ReadLogLevels(settings.Parsed);
        using CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bool isMade = DataDirectory.Make(options.DataDirectory);
        GatewayHost host = await StartAsync(options, levels, isMade, stopping.Token).ConfigureAwait(false);
        if (isMade)
        {
            Console.WriteLine($"made:   {Path.GetFullPath(options.DataDirectory)}, for a new log");
        }

        await using (host.ConfigureAwait(false))
        {
            if (settings.File is { } file)
            {
                Console.WriteLine($"config: {file}, of which "
                    + $"{settings.Values.Count(value => value.Source == SettingSource.File)} settings apply");
            }

            SayReady(options, host);
            if (stopWithInput)
            {
                _ = Task.Run(() => StopAtEndOfInput(stopping), CancellationToken.None);
            }

            await host.UntilStoppedAsync(stopping.Token).ConfigureAwait(false);
        }

        return 0;
    }

    // A log on the console; and if a service manager has started this process, what that one expects of it.
    private static void AddSurroundings(IServiceCollection services, CategoryLevel[] levels)
    {
        services.AddLogging(logging => CategoryLevel.Apply(logging, levels)
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
            })
            // The host's own words: a part that cannot start is reported once, in a sentence.
            .AddFilter("Microsoft", LogLevel.None));
        services.AddSystemd();
        services.AddWindowsService();
    }

    private static async Task<GatewayHost> StartAsync(
        GatewayOptions options, CategoryLevel[] levels, bool isMade, CancellationToken cancellationToken)
    {
        try
        {
            return await GatewayHost.StartAsync(options, services => AddSurroundings(services, levels), TimeProvider.System,
                cancellationToken).ConfigureAwait(false);
        }
        catch when (isMade)
        {
            DataDirectory.RemoveUnused(options.DataDirectory);
            throw;
        }
    }

    private static void SayReady(GatewayOptions options, GatewayHost host)
    {
        if (host.Broker is { } broker)
        {
            int boards = broker.Accounts.Boards.Count;
            Console.WriteLine($"broker: {broker.Description} on {options.Listening.PlainAddress}:{broker.Port}, {boards} "
                + $"{(boards == 1 ? "board has" : "boards have")} an account");
            if (broker.TlsPort is { } tlsPort)
            {
                Console.WriteLine($"tls:    on {options.Listening.Address}:{tlsPort}; clients need the "
                    + $"certificate {broker.AuthorityFile}");
            }

            if (boards == 0)
            {
                string tls = options.Listening.NoPlaintext ? $" --broker-port {broker.TlsPort} --tls --ca {broker.AuthorityFile}"
                    : broker.Port == ServeSettings.UsualPort ? "" : $" --broker-port {broker.Port}";
                Console.WriteLine("        set a board up: edgelogger board provision --port PORT --board NAME --broker "
                    + $"ADDRESS{tls} --data {options.DataDirectory}");
            }
        }

        if (host.Page is { } page)
        {
            Console.WriteLine($"page:   {page.Url}");
        }

        Console.WriteLine($"ready:  log in {Path.GetFullPath(options.DataDirectory)}; Ctrl+C stops");
    }

    private static void StopAtEndOfInput(CancellationTokenSource stopping)
    {
        while (Console.In.ReadLine() is not null)
        {
            // Only its end means something.
        }

        stopping.Cancel();
    }
}
