using System;
using System.CommandLine;
using System.IO;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Mqtt.Brokers;

namespace EdgeLogger.Gateway.Commands;

/// <summary>edgelogger board add|revoke|list: accounts of boards at the gateway's own broker.</summary>
internal static class BoardCommand
{
    public static Command Create() => new("board", "Gives boards their accounts at the broker that `serve` brings along. A running gateway takes changes up by itself.")
    {
        Add(),
        Revoke(),
        List(),
    };

    private static Command Add()
    {
        Argument<string> board = Board();
        Option<string> data = DataDirectory.Option();
        Command command = new("add", "Makes an account, or a new password for a board that has one, and prints the password: it is shown this once.")
        {
            board, data,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(data), accounts =>
        {
            string id = parsed.GetRequiredValue(board);
            string password = accounts.Add(id);
            Console.WriteLine($"board     {id}");
            Console.WriteLine($"user      {id}   (also its MQTT client id)");
            Console.WriteLine($"password  {password}");
            return 0;
        }));
        return command;
    }

    private static Command Revoke()
    {
        Argument<string> board = Board();
        Option<string> data = DataDirectory.Option();
        Command command = new("revoke", "Takes a board's account away. What it has sent stays.") { board, data };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(data), accounts =>
        {
            string id = parsed.GetRequiredValue(board);
            if (!accounts.Revoke(id))
            {
                throw new UserErrorException($"There is no board '{id}'. `edgelogger board list` shows those there are.");
            }

            Console.WriteLine($"Board {id} has no account any more.");
            return 0;
        }));
        return command;
    }

    private static Command List()
    {
        Option<string> data = DataDirectory.Option();
        Command command = new("list", "Lists the boards that have an account.") { data };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(data), accounts =>
        {
            foreach (string board in accounts.Boards)
            {
                Console.WriteLine(board);
            }

            return 0;
        }));
        return command;
    }

    private static Argument<string> Board() => new("BOARD") { Description = "The board's id: 3 to 32 of a-z, 0-9 and '-'." };

    private static int Run(string directory, Func<BrokerAccounts, int> action)
    {
        try
        {
            return action(BrokerAccounts.Open(DataDirectory.Broker(directory)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // An ArgumentException adds the parameter's name, which means nothing at a terminal.
            throw new UserErrorException(error.Message.Split(" (Parameter")[0], error);
        }
    }
}
