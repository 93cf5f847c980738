using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using EdgeLogger.Files;
using EdgeLogger.Topics;

namespace EdgeLogger.Mqtt.Brokers;

/// <summary>
/// Who may connect to the gateway's own broker: one file in mosquitto's password format, shared by both brokers. A board's user
/// name is its id; the gateway has an account of its own. Changes are safe against another process that changes the same file,
/// and reach a running broker by <see cref="IBroker.ReloadAccountsAsync"/>. Thread-safe.
/// </summary>
public sealed class BrokerAccounts
{
    /// <summary>The gateway's own user name. No board may have it as its id.</summary>
    public const string GatewayUser = "gateway";

    /// <summary>
    /// Accounts beside it for commands, one for each that runs at the same time: mosquitto takes the user name for the client id,
    /// and a second client of the same id ends the first one's connection.
    /// </summary>
    public const int CommandUsers = 8;

    // 26 of 32 characters that are not mistaken for one another: 130 bits.
    private const string PasswordAlphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int PasswordLength = 26;

    /// <summary>
    /// The file in the broker's folder that says that the accounts were found gone or empty, and were begun again; a user who
    /// misses no board deletes it.
    /// </summary>
    public const string LossMark = "accounts.lost";

    private readonly Lock _gate = new();
    private readonly string _lockFile;
    private readonly string _lossMark;
    private SortedDictionary<string, PasswordHash> _accounts = new(StringComparer.Ordinal);

    private BrokerAccounts(string directory)
    {
        PasswordFile = Path.Combine(directory, "accounts");
        GatewayPasswordFile = Path.Combine(directory, "gateway.password");
        _lockFile = Path.Combine(directory, "accounts.lock");
        _lossMark = Path.Combine(directory, LossMark);
    }

    /// <summary>The file with the hashes, in mosquitto's format.</summary>
    public string PasswordFile { get; }

    /// <summary>The file with the gateway's own password, readable by its owner only.</summary>
    public string GatewayPasswordFile { get; }

    /// <summary>The gateway's own password. Never log it.</summary>
    public string GatewayPassword { get; private set; } = "";

    /// <summary>The boards that have an account, sorted.</summary>
    public IReadOnlyList<string> Boards
    {
        get
        {
            lock (_gate)
            {
                return [.. _accounts.Keys.Where(user => !IsGateway(user))];
            }
        }
    }

    /// <summary>The user name of a command.</summary>
    /// <param name="number">1 to <see cref="CommandUsers"/>.</param>
    public static string CommandUser(int number) => string.Create(CultureInfo.InvariantCulture, $"{GatewayUser}.{number}");

    /// <summary>Whether the user is the gateway or one of its commands. All have the gateway's password and rights.</summary>
    public static bool IsGateway(string? user) => user is not null && Array.IndexOf(GatewayUsers, user) >= 0;

    /// <summary>The gateway's user name, and those of its commands.</summary>
    public static string[] GatewayUsers { get; } = [GatewayUser, .. Enumerable.Range(1, CommandUsers).Select(CommandUser)];

    /// <summary>Opens the accounts in a folder; makes the folder and the gateway's own account where they are missing.</summary>
    /// <exception cref="IOException">The folder cannot be used, or another process is changing the accounts.</exception>
    /// <exception cref="InvalidDataException">The file is not a password file; the message names file and line.</exception>
    public static BrokerAccounts Open(string directory)
    {
        PrivateFile.MakeFolder(directory);
        var accounts = new BrokerAccounts(Path.GetFullPath(directory));
        accounts.Change(accounts.EnsureGateway);
        return accounts;
    }

    /// <summary>
    /// Whether a start has found the accounts of a folder gone or empty, and nobody has said since that no board is missed. One
    /// look at the file system.
    /// </summary>
    public static bool IsMarkedLost(string directory) => File.Exists(Path.Combine(directory, LossMark));

    /// <summary>
    /// The boards that have an account in a folder whose accounts were found gone or empty, now or at an earlier start; null if
    /// they never were. The gateway's own account is always among them, so that a file without it has lost the others too.
    /// Changes nothing.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<string>? LeftAfterLoss(string directory)
    {
        BrokerAccounts accounts = new(Path.GetFullPath(directory));
        string[] users = File.Exists(accounts.PasswordFile)
            ? [.. File.ReadAllLines(accounts.PasswordFile).Select(line => line.Split(':')[0])]
            : [];
        bool isLost = !users.Contains(GatewayUser) && accounts.WereThere;
        return isLost || File.Exists(accounts._lossMark) ? [.. users.Where(user => !IsGateway(user))] : null;
    }

    /// <summary>Gives a board an account, or a new password if it has one.</summary>
    /// <returns>The password: it is kept nowhere else.</returns>
    /// <exception cref="ArgumentException">Not a board id.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public string Add(string boardId) => AddAll([boardId])[boardId];

    /// <summary>As <see cref="Add"/>, for many boards in one change of the file.</summary>
    /// <returns>The password of each board.</returns>
    /// <exception cref="ArgumentException">One is not a board id; nothing has been changed.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public IReadOnlyDictionary<string, string> AddAll(IReadOnlyCollection<string> boardIds)
    {
        ArgumentNullException.ThrowIfNull(boardIds);
        if (boardIds.FirstOrDefault(id => !BoardId.IsValid(id) || id == GatewayUser) is { } wrong)
        {
            throw new ArgumentException(
                $"'{LogText.Clean(wrong)}' is not a board id: {BoardId.MinLength} to {BoardId.MaxLength} of a-z, 0-9 "
                + $"and '-', not '{GatewayUser}'",
                nameof(boardIds));
        }

        Dictionary<string, string> passwords = boardIds.ToDictionary(id => id, _ => NewPassword());
        Change(accounts =>
        {
            foreach ((string id, string password) in passwords)
            {
                accounts[id] = PasswordHash.Of(password);
            }

            return true;
        });
        return passwords;
    }

    /// <summary>Takes a board's account away.</summary>
    /// <returns>Whether it had one.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public bool Revoke(string boardId) => !IsGateway(boardId) && Change(accounts => accounts.Remove(boardId));

    /// <summary>Whether this is the user's password.</summary>
    public bool Verify(string? user, string? password)
    {
        PasswordHash? hash;
        lock (_gate)
        {
            if (user == null || !_accounts.TryGetValue(user, out hash))
            {
                return false;
            }
        }

        return hash.Matches(password ?? "");
    }

    /// <summary>
    /// What changes with the user's password; null if there is no such user. A session that began with another one is over.
    /// </summary>
    internal string? StampOf(string user)
    {
        lock (_gate)
        {
            return _accounts.GetValueOrDefault(user)?.Stamp;
        }
    }

    /// <summary>Applies what another process changed. If the file cannot be read, the accounts stay as they were.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is not a password file, or is gone or empty; the message names file and
    /// line.</exception>
    public void Reload()
    {
        SortedDictionary<string, PasswordHash> read = Read();
        if (!read.ContainsKey(GatewayUser))
        {
            throw new InvalidDataException($"{PasswordFile} is gone or empty. Restore it from a backup, together with "
                + $"{Path.GetFileName(GatewayPasswordFile)}.");
        }

        lock (_gate)
        {
            _accounts = read;
        }
    }

    // Empty or not: a folder that no gateway ever had has neither.
    private bool WereThere => File.Exists(PasswordFile) || File.Exists(GatewayPasswordFile);

    private static string NewPassword() => RandomNumberGenerator.GetString(PasswordAlphabet, PasswordLength);

    private bool EnsureGateway(SortedDictionary<string, PasswordHash> accounts)
    {
        string stored = File.Exists(GatewayPasswordFile) ? File.ReadAllText(GatewayPasswordFile).Trim() : "";
        // Whatever else is in the file could be guessed: it becomes nobody's password.
        bool isWhole = stored.Length == PasswordLength && stored.All(PasswordAlphabet.Contains);
        if (isWhole && accounts.TryGetValue(GatewayUser, out PasswordHash? hash) && hash.Matches(stored)
            && Array.TrueForAll(GatewayUsers, accounts.ContainsKey))
        {
            GatewayPassword = stored;
            return false;
        }

        if (!accounts.ContainsKey(GatewayUser) && WereThere)
        {
            PrivateFile.Replace(_lossMark,
                "The accounts were gone or empty, and were begun again. Delete this file once no board is missed.\n");
        }

        // A folder of an earlier version lacks the accounts of commands: its gateway keeps its password.
        GatewayPassword = isWhole ? stored : NewPassword();
        PrivateFile.Replace(GatewayPasswordFile, GatewayPassword + "\n");
        PasswordHash password = PasswordHash.Of(GatewayPassword);
        Array.ForEach(GatewayUsers, user => accounts[user] = password);
        return true;
    }

    /// <summary>Reads, changes and writes under the lock of the file.</summary>
    private bool Change(Func<SortedDictionary<string, PasswordHash>, bool> change)
    {
        lock (_gate)
        {
            using IDisposable held = PrivateFile.Lock(_lockFile);
            SortedDictionary<string, PasswordHash> accounts = Read();
            bool changed = change(accounts);
            if (changed)
            {
                Write(accounts);
            }

            _accounts = accounts;
            return changed;
        }
    }

    private SortedDictionary<string, PasswordHash> Read()
    {
        var accounts = new SortedDictionary<string, PasswordHash>(StringComparer.Ordinal);
        string[] lines = File.Exists(PasswordFile) ? File.ReadAllLines(PasswordFile) : [];
        for (int i = 0; i < lines.Length; i++)
        {
            string[] parts = lines[i].Split(':');
            PasswordHash? hash = parts.Length == 2 && (BoardId.IsValid(parts[0]) || IsGateway(parts[0]))
                ? PasswordHash.TryParse(parts[1])
                : null;
            accounts[parts[0]] = hash ?? throw new InvalidDataException(
                $"{PasswordFile}, line {i + 1}: not 'board-id:$7$iterations$salt$hash'. Remove the line, or restore the file.");
        }

        return accounts;
    }

    private void Write(SortedDictionary<string, PasswordHash> accounts)
    {
        var text = new StringBuilder();
        foreach ((string user, PasswordHash hash) in accounts)
        {
            text.Append(user).Append(':').Append(hash).Append('\n');
        }

        PrivateFile.Replace(PasswordFile, text.ToString());
    }
}
