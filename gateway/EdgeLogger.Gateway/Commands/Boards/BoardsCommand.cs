using System.CommandLine;
using EdgeLogger.Gateway.Commands.Bench;

namespace EdgeLogger.Gateway.Commands.Boards;

/// <summary>edgelogger board: everything that is done to boards.</summary>
internal static class BoardsCommand
{
    public static Command Create()
    {
        Command board = new("board", """
            Flashes boards, gives them accounts and configurations, calibrates them, and shows how they stand.

            A new board: `edgelogger board flash --port PORT`, then `edgelogger board provision --port PORT --board NAME`.
            """);
        foreach (Command command in (Command[])[
            .. AccountCommands.Create(), .. StateCommands.Create(), .. OrderCommands.Create(), ConfigCommands.Create(),
            CalibrateCommand.Create(), CalibrateCommand.History(), FlashCommand.Create(), ProvisionCommand.Create(),
            BenchCommands.VirtualBoard()])
        {
            board.Add(command);
        }

        return board;
    }
}
