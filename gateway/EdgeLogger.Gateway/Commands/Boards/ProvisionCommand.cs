using System;
using System.CommandLine;
using System.IO;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Boards.Configuration;
using EdgeLogger.Boards.Serial;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Mqtt.Brokers;

namespace EdgeLogger.Gateway.Commands.Boards;

/// <summary>edgelogger board provision: network, broker, credentials and a key onto a board, by its serial port.</summary>
internal sealed class ProvisionCommand
{
    /// <summary>Variable that holds the Wi-Fi network's password.</summary>
    private const string WifiVariable = "EDGELOGGER_WIFI_PASSWORD";

    /// <summary>Variable that holds the board's password at a broker of someone else.</summary>
    private const string BoardVariable = "EDGELOGGER_BOARD_PASSWORD";

    private readonly Option<string> _port = new("--port")
    { HelpName = "PORT", Description = "The board's serial port, as /dev/ttyUSB0 or COM3.", Required = true };
    private readonly Option<string> _board = TextOption.Checked(
        new Option<string>("--board")
        {
            HelpName = "NAME",
            Description = "The board's id: 3 to 32 of a-z, 0-9 and '-'.",
            Required = true
        }, BoardOptions.NoBoard);
    private readonly Option<string?> _ssid = new("--ssid")
    { HelpName = "NETWORK", Description = $"The Wi-Fi network. Its password is taken from {WifiVariable}, or asked for." };
    private readonly Option<string?> _host = new("--broker")
    { HelpName = "HOST", Description = "The broker's name or address as the board sees it: the gateway's." };
    private readonly Option<int?> _brokerPort =
        NumberOption.Optional("--broker-port", "PORT", "Its port.", "a port", 1, IPEndPoint.MaxPort);
    private readonly Option<bool?> _tls = new("--tls") { Description = "Connect with TLS." };
    private readonly Option<string?> _ca =
        TextOption.Input("--ca", "Certificate of the authority that signed the broker's, PEM.");
    private readonly Option<string?> _certificate =
        TextOption.Input("--certificate", "The board's own certificate, PEM, where the broker asks for one.");
    private readonly Option<string?> _key = TextOption.Input("--key", "The key of that, PEM.");
    private readonly Option<bool> _foreign = new("--foreign-broker")
    {
        Description = "The broker is not the gateway's own: "
            + $"make no account; the board's password is taken from {BoardVariable}."
    };
    private readonly Option<bool> _replace = new("--replace")
    { Description = "This blank board takes the place of the one that had the name: that one can send nothing any more." };
    private readonly Option<bool> _noKey = new("--no-key")
    { Description = "Give it no key, and take away the one it has: anybody on its network can then send in its name." };
    private readonly Option<int> _slots =
        NumberOption.Of("--slots", "N", "Slots of a blank board, 1 to 4.", "a number of slots", 1, 4, 4);
    private readonly Option<int> _wait = NumberOption.Of(
        "--wait", "S", "How long to wait until the board has reached the gateway; 0: not at all.", "seconds", 0, 86_400, 60);
    private readonly Option<string> _data = DataDirectory.Option();

    private ProvisionCommand()
    {
    }

    public static Command Create()
    {
        ProvisionCommand own = new();
        Command command = new("provision", """
            Sets a board up by its serial port: its name, the Wi-Fi, the broker, and an account there with a new password, which nobody sees. It
            gets a new key too: what it sends and what is sent to it is signed with it (docs/specs/authentication.md).
            A board that has a configuration keeps what is not named. A blank board does not get a name that another one has, unless it
            takes its place (--replace).

            Example: edgelogger board provision --port /dev/ttyUSB0 --board bench-01 --ssid lab --broker 10.0.0.5
            """)
        {
            own._port, own._board, own._ssid, own._host, own._brokerPort, own._tls, own._ca, own._certificate, own._key,
            own._foreign, own._replace, own._noKey, own._slots, own._wait, own._data,
        };
        command.SetAction(own.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            string board = parsed.GetRequiredValue(_board);
            CheckGatewaysFolder(parsed);
            SerialBoard serial = SerialBoard.Open(parsed.GetRequiredValue(_port), TimeProvider.System);
            await using (serial.ConfigureAwait(false))
            {
                // Before an account is made or a password asked for: is there a board at all?
                await serial.AskAsync("identify", null, cancellationToken).ConfigureAwait(false);
                Provisioner provisioner = new(serial, TimeProvider.System);
                bool isBlank = await provisioner.CheckNameAsync(board, cancellationToken).ConfigureAwait(false);
                if (isBlank && !parsed.GetValue(_replace))
                {
                    await BoardNames.RefuseTakenAsync(
                        board, parsed.GetRequiredValue(_data), cancellationToken).ConfigureAwait(false);
                }

                KeyHandover handover = new(serial, BoardOptions.KeysOf(parsed.GetRequiredValue(_data)));
                if (isBlank)
                {
                    // The key is of the board that had the name before. What this one has made so far is signed with none.
                    handover.Forget(board);
                }

                KeyStep key = new(provisioner, handover, board, !parsed.GetValue(_noKey));
                await key.BeforeAsync(cancellationToken).ConfigureAwait(false);
                int version = await provisioner.WriteAsync(Read(parsed, board), cancellationToken).ConfigureAwait(false);
                Console.WriteLine($"{board}: configuration {version} is on the board, which restarts with it.");
                await key.AfterAsync(version, cancellationToken).ConfigureAwait(false);
                int seconds = parsed.GetValue(_wait);
                int code = seconds == 0 ? 0
                    : Report(board, version, await provisioner.WaitAsync(
                        board, version, TimeSpan.FromSeconds(seconds), cancellationToken).ConfigureAwait(false));
                return await key.AtLastAsync(isConfirmed: seconds > 0 && code == 0, cancellationToken).ConfigureAwait(
                    false) ? code : 1;
            }
        }
        catch (Exception error) when (error is BoardException or IOException or UnauthorizedAccessException
            or InvalidDataException)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    // A board whose key the gateway does not have would refuse all that it sends, and fill its flash.
    private void CheckGatewaysFolder(ParseResult parsed)
    {
        string directory = Path.GetFullPath(parsed.GetRequiredValue(_data));
        if (parsed.GetValue(_foreign) && !parsed.GetValue(_noKey) && !File.Exists(Path.Combine(directory, "frames.db")))
        {
            throw new UserErrorException($"The board's key is kept in the gateway's folder, and {directory} is none. Name it "
                + "with --data, or give the board no key with --no-key.");
        }
    }

    private ProvisionOptions Read(ParseResult parsed, string board) => new()
    {
        Board = board,
        WifiSsid = parsed.GetValue(_ssid),
        WifiPassword = parsed.GetValue(_ssid) is { } ssid ? Environment.GetEnvironmentVariable(WifiVariable)
            ?? AskSecret($"Password of the network {ssid}: ") : null,
        BrokerHost = parsed.GetValue(_host),
        BrokerPort = parsed.GetValue(_brokerPort),
        UseTls = parsed.GetValue(_tls),
        Password = Password(parsed, board),
        Ca = ReadFile(parsed.GetValue(_ca)),
        ClientCertificate = ReadFile(parsed.GetValue(_certificate)),
        ClientKey = ReadFile(parsed.GetValue(_key)),
        Slots = parsed.GetValue(_slots),
    };

    private string? Password(ParseResult parsed, string board)
    {
        if (parsed.GetValue(_foreign))
        {
            return Environment.GetEnvironmentVariable(BoardVariable);
        }

        try
        {
            return BrokerAccounts.Open(DataDirectory.Broker(parsed.GetRequiredValue(_data))).Add(board);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserErrorException(error.Message.Split(" (Parameter")[0], error);
        }
    }

    private static int Report(string board, int version, BoardStatus? state)
    {
        bool isThere = state is not null && state.ConfigVersion == version && !state.IsTrial
            && BoardStatus.Number(state.Document, "connects") > 0;
        Console.WriteLine(isThere ? $"{board} has reached the broker."
            : state is null ? $"{board} has not spoken since it restarted: look at its serial port with a terminal."
            : state.LastOutcome is "rolled-back" or "refused"
            ? $"{board} runs configuration {state.ConfigVersion} again: {version} was {state.LastOutcome}: {state.Reason}"
            : $"{board} runs configuration {state.ConfigVersion} but has not reached the broker yet: check network, address "
            + "and port. It goes on trying.");
        return isThere ? 0 : 1;
    }

    private static string? ReadFile(string? path)
    {
        try
        {
            return path is null ? null : File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    // Nothing is shown while it is typed.
    private static string AskSecret(string prompt)
    {
        Console.Write(prompt);
        if (Console.IsInputRedirected)
        {
            return Console.ReadLine() ?? "";
        }

        StringBuilder secret = new();
        for (ConsoleKeyInfo key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(
            intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace && secret.Length > 0)
            {
                secret.Length--;
            }
            else if (!char.IsControl(key.KeyChar))
            {
                secret.Append(key.KeyChar);
            }
        }

        Console.WriteLine();
        return secret.ToString();
    }
}
