using System.CommandLine;
using System.CommandLine.Help;
using EdgeLogger.Gateway.Commands.Reading;

namespace EdgeLogger.Bench.Commands;

/// <summary>
/// All commands of the bench, with their options and arguments. They stand below `edgelogger`, which hands them on.
/// </summary>
internal static class BenchCommandTree
{
    public static Command Create()
    {
        Command root = new("edgelogger", "The bench of EdgeLogger: what shows the product, tries it and measures it.")
        {
            new HelpOption(),
            DemoCommand.Create(),
            ReplayCommand.Create(),
            SoakCommand.Create(),
            VerifyCommand.Create(),
            BenchCommand.Create(),
            new Command("board", "Boards to practise on.") { VirtualBoardCommand.Create() },
        };
        TextOption.RefuseEmpty(root);
        return root;
    }
}
