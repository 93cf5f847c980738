using System;
using System.IO;
using System.Linq;
using System.Text;
using EdgeLogger.Fuzzing.Generation;
using EdgeLogger.Mqtt.Brokers;

namespace EdgeLogger.Fuzzing.Targets;

/// <summary>
/// The file of the broker's accounts, changed by another hand: it is taken whole, or refused by <see cref="InvalidDataException"/> with
/// the accounts as they were.
/// </summary>
public sealed class AccountsTarget : FuzzTarget
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-fuzz-").FullName;
    private readonly Mutator _mutator = new(":", "$", "$7$", "\n", "\r", "\0", "=", "gateway", "gateway.1", "\u00e4", "101");
    private readonly BrokerAccounts _accounts;
    private readonly string _password;
    private readonly byte[][] _corpus;

    public AccountsTarget()
    {
        _accounts = BrokerAccounts.Open(_directory);
        _password = _accounts.Add("board-a");
        _accounts.Add("board-b");
        byte[] good = File.ReadAllBytes(_accounts.PasswordFile);
        string one = Encoding.UTF8.GetString(good).Split('\n').First(line => line.StartsWith("board-a:", StringComparison.Ordinal));
        _corpus = [good, Encoding.UTF8.GetBytes(one), []];
        GoodFile = good;
    }

    public override string Name => "accounts";

    private byte[] GoodFile { get; }

    public override byte[] Make(FuzzRandom random) => _mutator.Mutate(_corpus, random);

    public override bool Try(byte[] input)
    {
        File.WriteAllBytes(_accounts.PasswordFile, GoodFile);
        _accounts.Reload();
        File.WriteAllBytes(_accounts.PasswordFile, input);
        try
        {
            _accounts.Reload();
            _ = _accounts.Boards.Count;
            _ = _accounts.Verify("board-b", "x");
            return true;
        }
        catch (InvalidDataException error)
        {
            FuzzException.Unless(error.Message.Contains(_accounts.PasswordFile, StringComparison.Ordinal), "The refusal names no file.");
            FuzzException.Unless(_accounts.Verify("board-a", _password), "A file that is refused has changed the accounts.");
            return false;
        }
    }

    protected override void Dispose(bool isDisposing)
    {
        Directory.Delete(_directory, recursive: true);
        base.Dispose(isDisposing);
    }
}
