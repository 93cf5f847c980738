using System;
using System.IO;
using System.Text;
using EdgeLogger.Fuzzing.Generation;
using EdgeLogger.Mqtt.Brokers;

namespace EdgeLogger.Fuzzing.Targets;

/// <summary>
/// The file of the broker's accounts, changed by another hand: it is taken whole, or refused by
/// <see cref="InvalidDataException"/> with the accounts as they were.
/// </summary>
public sealed class AccountsTarget : FuzzTarget
{
    private const string Password = "abcdefghijkmnpqrstuvwxyz23";

    private const string BoardA =
        "board-a:$7$101$Ym9hcmQtYXNhbHQt$RnSYvY2WTFlRaqMTIOHnrVJemopgYpJ1CLv9rfzFQfdftRew482z3Bmb/EFkWQ6JKyocsyHF+9H4jyB3W8UrCw"
        + "==\n";
    private const string BoardB =
        "board-b:$7$101$Ym9hcmQtYnNhbHQt$nl/NWshiHdLIVP8/unEd9ghi8x9OSAPUoihuyNr8BhD6EUgqfvn4Q1qts42EfnaX3XNxsS5fthWvSuRmAomYUQ"
        + "==\n";
    private const string Gateway =
        "gateway:$7$101$Z2F0ZXdheXNhbHQt$Yp7G+vvQfUAxcVBb1SyA89GEVJuYX2LRVMbQ4+dGZl4aBgEOsGqKM/eHFEiJkz/F0/B8gaE2uIxAYGw6TqVZPw"
        + "==\n";

    private static readonly byte[][] Corpus =
        [Encoding.UTF8.GetBytes(BoardA + BoardB + Gateway), Encoding.UTF8.GetBytes(BoardA), []];

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-fuzz-").FullName;
    private readonly Mutator _mutator = new(":", "$", "$7$", "\n", "\r", "\0", "=", "gateway", "gateway.1", "\u00e4", "101");
    private readonly BrokerAccounts _accounts;

    public AccountsTarget() => _accounts = BrokerAccounts.Open(_directory);

    public override string Name => "accounts";

    public override byte[] Make(FuzzRandom random) => _mutator.Mutate(Corpus, random);

    public override bool Try(byte[] input)
    {
        File.WriteAllBytes(_accounts.PasswordFile, Corpus[0]);
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
            FuzzException.Unless(error.Message.Contains(_accounts.PasswordFile, StringComparison.Ordinal),
                "The refusal names no file.");
            FuzzException.Unless(_accounts.Verify("board-a", Password), "A file that is refused has changed the accounts.");
            return false;
        }
    }

    protected override void Dispose(bool isDisposing)
    {
        Directory.Delete(_directory, recursive: true);
        base.Dispose(isDisposing);
    }
}
