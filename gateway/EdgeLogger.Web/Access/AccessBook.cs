using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using EdgeLogger.Files;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace EdgeLogger.Web.Access;

/// <summary>
/// Who may use page and API: one file, access.json, that only its owner may read. There is no default password, and without a
/// user nobody can sign in. What another process changes is applied at the next use. Thread-safe.
/// </summary>
public sealed class AccessBook
{
    /// <summary>The shortest password that is taken.</summary>
    public const int MinPasswordLength = 10;

    /// <summary>The longest name.</summary>
    public const int MaxNameLength = 64;

    /// <summary>How long a cookie is good that is not renewed.</summary>
    public static readonly TimeSpan CookieLife = TimeSpan.FromHours(12);

    private const int TokenLength = 32;
    private const string TokenPrefix = "el_";
    private const string TokenAlphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    // OWASP's figure of 2023 for PBKDF2 with SHA-512.
    private const int Iterations = 210_000;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly string _markPath;
    private readonly PasswordHasher<User> _hasher =
        new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly Lazy<User> _nobody;
    private AccessList _list = AccessList.Empty;
    private DateTime _readAtWriteTime = DateTime.MinValue;
    private string? _damage;

    private AccessBook(string directory)
    {
        _path = Path.Combine(directory, "access.json");
        _markPath = Path.Combine(directory, "access.mark");
        _nobody = new Lazy<User>(() => Hashed("nobody", Role.Viewer, RandomNumberGenerator.GetHexString(32)));
    }

    /// <summary>People who may sign in, by name.</summary>
    public IReadOnlyList<User> Users => Current().Users;

    /// <summary>Programs that may use the API, by name.</summary>
    public IReadOnlyList<ApiToken> Tokens => Current().Tokens;

    /// <summary>Somebody may do everything: only then is the page offered to other machines.</summary>
    public bool HasAdmin => HasAdminIn(Current());

    /// <summary>Nobody ever had to sign in: anyone who sits at this machine may do everything.</summary>
    public bool IsOpen => Users.Count == 0 && !File.Exists(_markPath);

    /// <summary>Why nobody can sign in although somebody could once, and what to do; null if it is not so.</summary>
    public string? Lost => Users.Count == 0 && File.Exists(_markPath)
        ? $"The page is closed: people could sign in here, and {_path} no longer names any. Restore that file, or on the "
        + "gateway's machine make an admin: "
            + $"edgelogger user add NAME --role admin --data {Path.GetDirectoryName(_path)}. If nobody is to "
            + $"sign in, delete {_markPath}."
        : null;

    /// <summary>Why the file cannot be read now, and what to do; null if it can. Who could sign in before still can.</summary>
    public string? Damage
    {
        get
        {
            Current();
            return _damage;
        }
    }

    /// <summary>Opens the book of a data directory; the file is made with the first entry.</summary>
    /// <exception cref="InvalidDataException">The file is not such a book; the message names it.</exception>
    public static AccessBook Open(string directory)
    {
        AccessBook book = new(Path.GetFullPath(directory));
        if (book.Users.Count > 0)
        {
            book.Mark();
        }

        return book;
    }

    /// <summary>Makes a user, or gives one a new password and role; sessions of the one there was are over.</summary>
    /// <exception cref="ArgumentException">Name or password will not do, or the last admin would be none any more; the message
    /// says why.</exception>
    public void SetUser(string name, Role role, string password)
    {
        CheckName(name);
        if (password.Length < MinPasswordLength)
        {
            throw new ArgumentException($"The password has {password.Length} characters; take {MinPasswordLength} or more.");
        }

        User user = Hashed(name, role, password);
        Change(list => list with
        {
            Users = [.. list.Users.Where(other => other.Name != name).Append(user)
            .OrderBy(one => one.Name, StringComparer.Ordinal)]
        });
    }

    /// <summary>Takes a user's access away; false if there is no such user.</summary>
    /// <exception cref="ArgumentException">It is the last admin: without one nobody could let anybody in.</exception>
    public bool RemoveUser(string name) => Change(list => list with { Users = [.. list.Users.Where(user => user.Name != name)] });

    /// <summary>Makes a token, or a new secret for the one of that name.</summary>
    /// <returns>The secret: it is kept nowhere.</returns>
    /// <exception cref="ArgumentException">The name will not do.</exception>
    public string SetToken(string name, Role role, DateTimeOffset nowUtc)
    {
        CheckName(name);
        string secret = TokenPrefix + RandomNumberGenerator.GetString(TokenAlphabet, TokenLength);
        ApiToken token = new(name, role, Sha256(secret), nowUtc);
        Change(list => list with
        {
            Tokens = [.. list.Tokens.Where(other => other.Name != name).Append(token)
            .OrderBy(one => one.Name, StringComparer.Ordinal)]
        });
        return secret;
    }

    /// <summary>Takes a token back; false if there is none of that name.</summary>
    public bool RevokeToken(string name) =>
        Change(list => list with { Tokens = [.. list.Tokens.Where(token => token.Name != name)] });

    /// <summary>The user with this password; null if there is none. Takes the same time for a name that does not exist.</summary>
    public User? SignIn(string name, string password)
    {
        User? user = FindUser(name);
        User checkedUser = user ?? _nobody.Value;
        bool right = _hasher.VerifyHashedPassword(
            checkedUser, checkedUser.PasswordHash, password) != PasswordVerificationResult.Failed;
        return right ? user : null;
    }

    /// <summary>Ends a session: a copy of its cookie opens nothing any more.</summary>
    /// <exception cref="IOException">The book cannot be written.</exception>
    public void EndSession(string id, DateTimeOffset nowUtc) => Change(list => list with
    {
        Ended = [.. list.Ended.Where(ended => nowUtc - ended.EndedUtc < CookieLife).Append(new EndedSession(id, nowUtc))],
    });

    /// <summary>Whether somebody has signed out of this session.</summary>
    public bool HasEnded(string id) => Current().Ended.Any(ended => ended.Id == id);

    /// <summary>The user of that name; null if there is none.</summary>
    public User? FindUser(string name) => Current().Users.FirstOrDefault(user => user.Name == name);

    /// <summary>The token with this secret; null if there is none.</summary>
    public ApiToken? FindToken(string secret)
    {
        string hash = Sha256(secret);
        return Current().Tokens.FirstOrDefault(token => CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(token.Sha256), Encoding.ASCII.GetBytes(hash)));
    }

    private static void CheckName(string name)
    {
        if (name.Length is 0 or > MaxNameLength
            || name.Any(character => char.IsControl(character) || char.IsWhiteSpace(character)))
        {
            throw new ArgumentException($"A name has 1 to {MaxNameLength} characters and no spaces.");
        }
    }

    private static string Sha256(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private User Hashed(string name, Role role, string password)
    {
        User user = new(name, role, "", RandomNumberGenerator.GetHexString(16));
        return user with { PasswordHash = _hasher.HashPassword(user, password) };
    }

    private AccessList Current()
    {
        lock (_gate)
        {
            // 1601 if there is no file.
            DateTime writeTime = File.GetLastWriteTimeUtc(_path);
            if (writeTime != _readAtWriteTime)
            {
                Refresh(isFirst: _readAtWriteTime == DateTime.MinValue);
                _readAtWriteTime = writeTime;
            }

            return _list;
        }
    }

    private void Refresh(bool isFirst)
    {
        try
        {
            _list = Read();
            _damage = null;
        }
        catch (Exception error) when (!isFirst && error is (InvalidDataException or IOException or UnauthorizedAccessException))
        {
            // A damaged file removes nobody and lets nobody in: what was read last holds.
            _damage = $"{error.Message} Until then those who could sign in before can, and nothing about them can be changed.";
        }
    }

    private bool Change(Func<AccessList, AccessList> change)
    {
        using IDisposable held = PrivateFile.Lock(_path + ".lock");
        AccessList before = Read();
        AccessList after = change(before);
        if (before.Users.SequenceEqual(after.Users) && before.Tokens.SequenceEqual(after.Tokens)
            && before.Ended.SequenceEqual(after.Ended))
        {
            return false;
        }

        if (HasAdminIn(before) && !HasAdminIn(after))
        {
            throw new ArgumentException("That is the last admin, and there must be one: make another admin first (edgelogger "
                + "user add NAME --role admin).");
        }

        if (after.Users.Count > 0)
        {
            Mark();
        }

        PrivateFile.Replace(_path, JsonSerializer.Serialize(after, Json));
        return true;
    }

    private static bool HasAdminIn(AccessList list) => list.Users.Any(user => user.Role == Role.Admin);

    // Beside the book: who loses the one must not find the page open.
    private void Mark()
    {
        if (!File.Exists(_markPath))
        {
            PrivateFile.Replace(_markPath, "Somebody can sign in: without access.json the page stays closed.\n");
        }
    }

    private AccessList Read()
    {
        if (!File.Exists(_path))
        {
            return AccessList.Empty;
        }

        try
        {
            AccessList list = JsonSerializer.Deserialize<AccessList>(File.ReadAllText(_path), Json)
                ?? throw new JsonException("it is empty");
            return list is { Users: not null, Tokens: not null, Ended: not null }
                ? list
                : throw new JsonException("it has no users or no tokens");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException(
                $"{_path} cannot be read: {error.Message} Restore it, or delete it and add the users again.", error);
        }
    }
}
