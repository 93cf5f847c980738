using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards.Commands;
using EdgeLogger.FrameLog;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Keys;
using EdgeLogger.Mqtt.Brokers;

namespace EdgeLogger.Gateway.Commands.Boards;

/// <summary>edgelogger board add|revoke|list: accounts of boards at the gateway's own broker.</summary>
internal static class AccountCommands
{
    // Retained states come within a moment of subscribing.
    private static readonly TimeSpan StatesWithin = TimeSpan.FromSeconds(1);

    public static IEnumerable<Command> Create() => [Add(), Revoke(), List()];

    private static Command Add()
    {
        Argument<string> board = BoardOptions.Board();
        Option<string> data = DataDirectory.Option();
        Command command = new("add",
            "Makes an account, or a new password for a board that has one, and prints the password: it is shown this once.")
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
        Argument<string> board = BoardOptions.Board();
        Option<string> data = DataDirectory.Option();
        Command command = new("revoke", "Takes a board's account away, and its key. What the broker keeps of it (state, schema, "
            + "configuration) is cleared; what it has sent stays in the log.") { board, data };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(data), accounts =>
        {
            string id = parsed.GetRequiredValue(board);
            bool hadKey = BoardOptions.KeysOf(parsed.GetRequiredValue(data)).Remove(id);
            if (!accounts.Revoke(id) && !hadKey)
            {
                throw new UserErrorException($"There is no board '{id}'. `edgelogger board list` shows those there are.");
            }

            Console.WriteLine(hadKey
                ? $"Board {id} has no account and no key any more. To use it again, give it new ones: "
                + "`edgelogger board provision`."
                : $"Board {id} has no account any more.");
            Console.WriteLine(WhatIsCleared(parsed.GetRequiredValue(data)));
            return 0;
        }));
        return command;
    }

    private static string WhatIsCleared(string directory) =>
        DirectoryLock.HolderOf(Path.GetFullPath(directory)) is not null
        ? "The gateway ends its connection and clears its retained messages within seconds."
        : File.Exists(Path.Combine(DataDirectory.Broker(directory), "mosquitto.db"))
        ? "The gateway does not run, and its mosquitto still keeps the board's retained messages: start the gateway, then "
        + "`edgelogger board add` and `edgelogger board revoke` clear them."
        : "The gateway does not run: its broker keeps nothing of the board.";

    private static Command List()
    {
        BoardOptions common = new();
        Command command = new("list",
            "Lists the boards that have an account or a key, and how each stands if the gateway's broker runs.");
        common.AddTo(command, isChange: false);
        command.SetAction((parsed, cancellationToken) => ListAsync(parsed, common, cancellationToken));
        return command;
    }

    private static async Task<int> ListAsync(ParseResult parsed, BoardOptions common, CancellationToken cancellationToken)
    {
        List<string> boards = [];
        if (parsed.GetValue(common.Mqtt) is null)
        {
            Run(parsed.GetRequiredValue(common.Data), accounts =>
            {
                boards.AddRange(accounts.Boards);
                return 0;
            });
        }

        Dictionary<string, BoardStatus> states = [];
        if (parsed.GetValue(common.Mqtt) is not null || BoardOptions.HasBroker(parsed.GetRequiredValue(common.Data)))
        {
            try
            {
                await common.RunAsync(parsed, async live =>
                {
                    await Task.Delay(StatesWithin, TimeProvider.System, cancellationToken).ConfigureAwait(false);
                    states = live.States.ToDictionary(state => state.Board);
                    return 0;
                }, cancellationToken).ConfigureAwait(false);
            }
            catch (UserErrorException) when (boards.Count > 0)
            {
                // The gateway does not run: who has an account is shown all the same.
            }
        }

        BoardKeys keys = BoardOptions.KeysOf(parsed.GetRequiredValue(common.Data));
        ILookup<string, string> problems = common.Problems(parsed);
        foreach (string board in boards.Union(states.Keys).Union(keys.Boards).Order(StringComparer.Ordinal))
        {
            string line = states.TryGetValue(board, out BoardStatus? state) ? StateCommands.Line(state, problems[board]) : board;
            Console.WriteLine($"{line,-20}  authenticated: {KeyStanding.Of(keys.Find(board))}");
            foreach (string problem in problems[board])
            {
                Console.WriteLine($"  {problem}");
            }
        }

        return 0;
    }

    private static int Run(string directory, Func<BrokerAccounts, int> action)
    {
        try
        {
            return action(BrokerAccounts.Open(DataDirectory.Broker(directory)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException
            or ArgumentException)
        {
            // An ArgumentException adds the parameter's name, which means nothing at a terminal.
            throw new UserErrorException(error.Message.Split(" (Parameter")[0], error);
        }
    }
}
