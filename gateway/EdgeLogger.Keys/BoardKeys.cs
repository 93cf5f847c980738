using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using EdgeLogger.Authentication;
using EdgeLogger.Files;
using EdgeLogger.Topics;

namespace EdgeLogger.Keys;

/// <summary>
/// Which boards have a key: one file in the broker's folder, which only its owner may read. Changes are safe against another
/// process that changes the same file. What was read last stays in use when the file is damaged or gone. Thread-safe.
/// </summary>
public sealed class BoardKeys
{
    // A board gets a new key now and then; frames under one that is sixteen keys old are in no flash any more.
    private const int MostEarlier = 16;

    /// <summary>The file's name in the broker's folder.</summary>
    public const string FileName = "keys.json";

    private readonly Lock _gate = new();
    private readonly string _lockFile;
    private volatile Dictionary<string, BoardKey> _keys = new(StringComparer.Ordinal);
    private DateTime _readUtc;

    private BoardKeys(string directory)
    {
        File = directory.Length == 0 ? "" : Path.Combine(directory, FileName);
        _lockFile = File + ".lock";
    }

    /// <summary>No board has a key.</summary>
    public static BoardKeys None { get; } = new("");

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The boards that have a key or are being given one, sorted.</summary>
    public IReadOnlyList<string> Boards => [.. _keys.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Reads the keys in a folder; there are none if it never had a file of them.</summary>
    /// <param name="directory">The broker's folder.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not a file of keys, or is gone; the message says what to do.</exception>
    public static BoardKeys Open(string directory)
    {
        BoardKeys keys = new(Path.GetFullPath(directory));
        if (System.IO.File.Exists(keys.File))
        {
            keys.Reload();
            keys.LeaveMark();
        }
        else if (System.IO.File.Exists(keys._lockFile))
        {
            throw new InvalidDataException($"{keys.File} is gone, and there were keys of boards in it. {WhatToDo(keys.File)}");
        }

        return keys;
    }

    /// <summary>What to do without the file: its lock, which stays beside it, shows that there was one.</summary>
    internal static string WhatToDo(string file) =>
        $"Restore it from a backup. Without one, delete {Path.GetFileName(file)} and {Path.GetFileName(file)}.lock there, and "
        + "give each board that had a key a new one: `edgelogger board provision --no-key`, and then without --no-key.";

    /// <summary>The key of a board; null if it has none.</summary>
    public BoardKey? Find(string board) => _keys.GetValueOrDefault(board);

    /// <summary>Reads the file again if it has changed since it was read.</summary>
    /// <returns>Whether it had.</returns>
    /// <exception cref="IOException">It cannot be read, or is gone; the keys stay as they were.</exception>
    /// <exception cref="InvalidDataException">It is not a file of keys; the keys stay as they were.</exception>
    public bool Refresh()
    {
        if (File.Length == 0 || System.IO.File.GetLastWriteTimeUtc(File) == _readUtc)
        {
            return false;
        }

        if (System.IO.File.Exists(File))
        {
            Reload();
            return true;
        }

        if (_keys.Count > 0)
        {
            throw new FileNotFoundException($"{File} is gone. {WhatToDo(File)}");
        }

        return false;
    }

    /// <summary>
    /// As <see cref="Refresh"/>, for who has met something that is not signed as it should be: the board may have had another key
    /// for a moment. A file that cannot be read is not news; who watches it reports it.
    /// </summary>
    public bool TryRefresh()
    {
        try
        {
            return Refresh();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Begins to give a board a key: until <see cref="Finish"/> it may sign with it, or as before.</summary>
    /// <returns>The key: hand it over, and show it to nobody.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="InvalidDataException">It is not a file of keys.</exception>
    public byte[] Begin(string board)
    {
        if (!BoardId.IsValid(board))
        {
            throw new ArgumentException($"'{board}' is not a board id.", nameof(board));
        }

        byte[] key = RandomNumberGenerator.GetBytes(MacLayout.KeyLength);
        Change(keys =>
        {
            BoardKey before = keys.GetValueOrDefault(board) ?? new BoardKey([], [], []);
            keys[board] = new BoardKey(before.Key, [.. before.Offered, key], before.Earlier);
        });
        return key;
    }

    /// <summary>The board has refused the key that <see cref="Begin"/> made: all is as before.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="InvalidDataException">It is not a file of keys.</exception>
    public void Withdraw(string board, byte[] key) => Change(keys =>
    {
        if (keys.Remove(board, out BoardKey? before))
        {
            byte[][] offered = [.. before.Offered.Where(other => !other.AsSpan().SequenceEqual(key))];
            if (before.Key.Length > 0 || offered.Length > 0)
            {
                keys[board] = new BoardKey(before.Key, offered, before.Earlier);
            }
        }
    });

    /// <summary>The board has the key: all that it makes from now on is signed under it.</summary>
    /// <param name="board">The board.</param>
    /// <param name="key">The key that <see cref="Begin"/> made.</param>
    /// <param name="first">The first number of each of its streams that is signed under the key; lower ones may be as
    /// before.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="InvalidDataException">It is not a file of keys.</exception>
    public void Finish(string board, byte[] key, IReadOnlyDictionary<ulong, uint> first) => Change(keys =>
    {
        BoardKey before = keys.GetValueOrDefault(board) ?? new BoardKey([], [], []);
        // One that was offered before, by a command that never heard what became of it, may have been in use until now.
        IEnumerable<byte[]> replaced = before.Offered.Where(offered => !offered.AsSpan().SequenceEqual(key)).Append(before.Key);
        keys[board] = new BoardKey(
            key, [], [.. before.Earlier.Concat(replaced.Select(old => new EarlierKey(old, first))).TakeLast(MostEarlier)]);
    });

    /// <summary>Gives boards keys that they have from their beginning: no frame of theirs was made without.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="InvalidDataException">It is not a file of keys.</exception>
    public void AddAll(IEnumerable<string> boards) => Change(keys =>
    {
        foreach (string board in boards)
        {
            keys[board] = new BoardKey(RandomNumberGenerator.GetBytes(MacLayout.KeyLength), [], []);
        }
    });

    /// <summary>Takes a board's key away: what it sends is taken as that of a board without one.</summary>
    /// <returns>Whether it had one.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="InvalidDataException">It is not a file of keys.</exception>
    public bool Remove(string board)
    {
        bool had = false;
        if (System.IO.File.Exists(File))
        {
            Change(keys => had = keys.Remove(board));
        }

        return had;
    }

    private void Change(Action<Dictionary<string, BoardKey>> change)
    {
        PrivateFile.MakeFolder(Path.GetDirectoryName(File)!);
        lock (_gate)
        {
            using IDisposable held = PrivateFile.Lock(_lockFile);
            Dictionary<string, BoardKey> keys = System.IO.File.Exists(File)
                ? KeyFile.Read(File, System.IO.File.ReadAllText(File)) : new(StringComparer.Ordinal);
            change(keys);
            PrivateFile.Replace(File, KeyFile.Write(keys));
            Take(keys, System.IO.File.GetLastWriteTimeUtc(File));
        }
    }

    // A copy of the file, from a backup for example, has none; a user who may only read leaves none.
    private void LeaveMark()
    {
        if (System.IO.File.Exists(_lockFile))
        {
            return;
        }

        try
        {
            PrivateFile.Lock(_lockFile).Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    private void Reload()
    {
        lock (_gate)
        {
            // Before it is read: what is written meanwhile is read the next time.
            DateTime written = System.IO.File.GetLastWriteTimeUtc(File);
            Take(KeyFile.Read(File, System.IO.File.ReadAllText(File)), written);
        }
    }

    // What has not changed stays the same object: it knows what its board has shown.
    private void Take(Dictionary<string, BoardKey> keys, DateTime written)
    {
        foreach ((string board, BoardKey before) in _keys)
        {
            if (keys.TryGetValue(board, out BoardKey? now) && now.IsSameAs(before))
            {
                keys[board] = before;
            }
        }

        _keys = keys;
        _readUtc = written;
    }
}
