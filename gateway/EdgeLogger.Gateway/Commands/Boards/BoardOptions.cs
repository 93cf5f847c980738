using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Keys;
using EdgeLogger.Mqtt;
using EdgeLogger.Topics;
using EdgeLogger.Web.Access;

namespace EdgeLogger.Gateway.Commands.Boards;

/// <summary>What the commands to boards have in common: where the gateway keeps its things, and the way to its broker.</summary>
internal sealed class BoardOptions
{
    public Option<string> Data { get; } = DataDirectory.Option();

    public Option<MqttLinkOptions?> Mqtt { get; } = ParsedOption.Of("--mqtt", "URL",
        $"The broker that `serve` was given with --mqtt; its password is taken from {BrokerUrl.PasswordVariable}. Without it, "
        + "the built-in broker of `serve`.",
        url => BrokerUrl.Parse(url));

    public Option<string> By { get; } = new("--by")
    { HelpName = "WHO", Description = "Who says so, for the audit log.", DefaultValueFactory = _ => Environment.UserName };

    public static Argument<string> Board() => TextOption.CheckedArgument(
        new Argument<string>("BOARD") { Description = "The board's id: 3 to 32 of a-z, 0-9 and '-'." }, NoBoard);

    /// <summary>A board that need not be named.</summary>
    public static Argument<string?> AnyBoard() => TextOption.CheckedArgument(
        new Argument<string?>("BOARD") { Description = "Only this board.", Arity = ArgumentArity.ZeroOrOne }, NoBoard);

    public static Argument<int> Slot() => NumberOption.Argument("SLOT", "The slot on the board, 0 to 3.", "a slot", 0, 3);

    public static (string Wrong, string Give)? NoBoard(string text) =>
        BoardId.IsValid(text) ? null : ("is not a board id", "3 to 32 of a-z, 0-9 and '-', as bench-01");

    /// <summary>Whether a gateway on this folder has a broker of its own, or had one.</summary>
    public static bool HasBroker(string directory) =>
        File.Exists(Path.Combine(DataDirectory.Broker(directory), OwnBroker.PortFile));

    /// <summary>The keys of the boards of a gateway.</summary>
    /// <exception cref="UserErrorException">They cannot be read; the message says why.</exception>
    public static BoardKeys KeysOf(string directory)
    {
        try
        {
            return BoardKeys.Open(DataDirectory.Broker(directory));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command, bool isChange)
    {
        command.Options.Add(Data);
        command.Options.Add(Mqtt);
        if (isChange)
        {
            command.Options.Add(By);
        }
    }

    /// <summary>Does something over the broker.</summary>
    public async Task<int> RunAsync(
        ParseResult parsed, Func<BoardCommands, Task<int>> action, CancellationToken cancellationToken)
    {
        try
        {
            // Retained states come while it connects: nobody may miss them.
            Relay relay = new();
            BoardKeys keys = KeysOf(parsed.GetRequiredValue(Data));
            using BoardCommands commands = new(relay, keys, TimeProvider.System);
            using CommandAccount? account = parsed.GetValue(Mqtt) is null
                ? CommandAccount.Take(parsed.GetRequiredValue(Data))
                : null;
            MqttLinkOptions broker = account?.Link ?? parsed.GetValue(Mqtt)!;
            MqttBoardWire wire = await MqttBoardWire.ConnectAsync(
                broker, keys, relay.Receive, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            await using (wire.ConfigureAwait(false))
            {
                relay.To = wire;
                return await action(commands).ConfigureAwait(false);
            }
        }
        catch (BoardException error)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    /// <summary>
    /// What is wrong with what boards have sent to the gateway on the data directory, by board, in words: frames that wait for a
    /// schema, and what was refused of late.
    /// </summary>
    public ILookup<string, string> Problems(ParseResult parsed)
    {
        string directory = parsed.GetRequiredValue(Data);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return SchemaWaits.ProblemsIn(directory, now)
            .Concat(RefusalWatch.ProblemsIn(directory, now)
                .SelectMany(board => board.Select(problem => (Board: board.Key, Problem: problem))))
            .ToLookup(found => found.Board, found => found.Problem, StringComparer.Ordinal);
    }

    /// <summary>Books a change in the gateway's audit log.</summary>
    public void Audit(ParseResult parsed, string action, string board, string detail)
    {
        string directory = parsed.GetRequiredValue(Data);
        if (Directory.Exists(directory))
        {
            new AuditLog(directory, TimeProvider.System).Note(parsed.GetRequiredValue(By), action, board, detail);
        }
    }

    private sealed class Relay : IBoardWire
    {
        public MqttBoardWire? To { get; set; }

        public event Action<BoardMessage>? Received;

        public void Receive(BoardMessage message) => Received?.Invoke(message);

        public ValueTask PublishAsync(
            string topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken cancellationToken) =>
            To!.PublishAsync(topic, payload, retain, cancellationToken);
    }
}
