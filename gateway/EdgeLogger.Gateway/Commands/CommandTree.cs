using System.CommandLine;
using EdgeLogger.Gateway.Commands.Alerts;
using EdgeLogger.Gateway.Commands.Bench;
using EdgeLogger.Gateway.Commands.Boards;
using EdgeLogger.Gateway.Commands.Cells;
using EdgeLogger.Gateway.Commands.Reading;

namespace EdgeLogger.Gateway.Commands;

/// <summary>All commands, with their options and arguments.</summary>
internal static class CommandTree
{
    public static RootCommand Create()
    {
        RootCommand root = new("""
            EdgeLogger watches solid-state cells: boards on the pressure fixtures measure, the gateway keeps every row, finds cycles
            as they close, and follows capacity, efficiency and voltage.

            New here? Run `edgelogger demo`: eight virtual fixtures, cycling fast, in this terminal.
            """)
        {
            BenchCommands.Demo(),
            ServeCommand.Create(),
            ConfigCommand.Create(),
            BoardsCommand.Create(),
            BrokerCommand.Create(),
            CellCommand.Create(),
            AlertsCommand.Create(),
            BenchCommands.Replay(),
            CyclesCommand.Create(),
            RebuildCommand.Create(),
            DoctorCommand.Create(),
            BackupCommand.Create(),
            BenchCommands.Soak(),
            BenchCommands.Verify(),
            SinkCommand.Create(),
            InfluxCommand.Create(),
            ImportCommand.Create(),
            ExportCommand.Create(),
            BenchCommands.Bench(),
        };
        foreach (Command command in AccessCommands.Create())
        {
            root.Add(command);
        }

        TextOption.RefuseEmpty(root);
        return root;
    }
}
