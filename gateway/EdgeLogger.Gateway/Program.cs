using System;
using System.CommandLine;
using System.Threading.Tasks;
using EdgeLogger.Gateway.Commands;
using EdgeLogger.Gateway.Commands.Alerts;
using EdgeLogger.Gateway.Commands.Boards;

namespace EdgeLogger.Gateway;

/// <summary>The command line.</summary>
public static class Program
{
    // What a shell gives for a program that Ctrl+C ended.
    private const int StoppedCode = 130;

    public static async Task<int> Main(string[] args)
    {
        RootCommand root = new("""
            EdgeLogger watches solid-state cells: boards on the pressure fixtures measure, the gateway keeps every row, finds cycles
            as they close, and follows capacity, efficiency and voltage.

            New here? Run `edgelogger demo`: eight virtual fixtures, cycling fast, in this terminal.
            """)
        {
            DemoCommand.Create(),
            ServeCommand.Create(),
            BoardsCommand.Create(),
            CellCommand.Create(),
            AlertsCommand.Create(),
            ReplayCommand.Create(),
            CyclesCommand.Create(),
            RebuildCommand.Create(),
            DoctorCommand.Create(),
            BackupCommand.Create(),
            SoakCommand.Create(),
            VerifyCommand.Create(),
            SinkCommand.Create(),
            InfluxCommand.Create(),
            ImportCommand.Create(),
            ExportCommand.Create(),
            BenchCommand.Create(),
        };
        foreach (Command command in AccessCommands.Create())
        {
            root.Add(command);
        }

        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // After Ctrl+C or a service manager's SIGTERM: time to store what is known.
                ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
            });
        }
        catch (UserErrorException error)
        {
            await Console.Error.WriteLineAsync($"edgelogger: {error.Message}");
            return 2;
        }
        catch (OperationCanceledException error) when (error.InnerException is not TimeoutException)
        {
            await Console.Error.WriteLineAsync("edgelogger: stopped before it was done.");
            return StoppedCode;
        }
    }
}
