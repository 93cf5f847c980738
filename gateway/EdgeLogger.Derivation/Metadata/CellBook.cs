using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Files;

namespace EdgeLogger.Derivation.Metadata;

/// <summary>
/// What the lab knows of its cells, and how it came to be: one file of a data directory, one line of JSON a change, only ever
/// added to. It belongs to the record as the frame log does: it cannot be derived. Safe for concurrent use, also by several
/// processes.
/// </summary>
public sealed class CellBook
{
    /// <summary>The file's name in the data directory.</summary>
    public const string FileName = "cells.jsonl";

    /// <summary>What it means that the file is empty, and what to do.</summary>
    public const string EmptyWords =
        "what was known of the cells is lost. Restore it from a backup, or delete it if nothing was.";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly string _path;
    private volatile Contents _contents = new(0, FrozenDictionary<string, CellChange[]>.Empty);

    private CellBook(string path) => _path = path;

    /// <summary>Names of the cells of which something is known, in order.</summary>
    public IReadOnlyList<string> Cells => [.. _contents.Changes.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Reads the book of a data directory; one that is not there is empty.</summary>
    /// <exception cref="InvalidDataException">A line cannot be read; the message says which.</exception>
    public static CellBook Open(string directory)
    {
        CellBook book = new(Path.Combine(directory, FileName));
        book.Refresh();
        return book;
    }

    /// <summary>What is known of a cell now; nothing, if nothing has been set.</summary>
    public CellMetadata Of(string cell) => History(cell) is [.., var last] ? last.Metadata : new CellMetadata();

    /// <summary>Every change of a cell, in order.</summary>
    public IReadOnlyList<CellChange> History(string cell) => _contents.Changes.GetValueOrDefault(cell, []);

    /// <summary>Reads what another process has added. True if there was something.</summary>
    /// <exception cref="InvalidDataException">A line cannot be read, or the file was emptied; what was known before
    /// stays.</exception>
    public bool Refresh()
    {
        if (!File.Exists(_path) || new FileInfo(_path).Length == _contents.Bytes)
        {
            return false;
        }

        using FileStream file = new(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return file.Length > 0 ? Read(file) : throw new InvalidDataException($"{_path} is empty: {EmptyWords}");
    }

    /// <summary>Adds a change to the file and to disk.</summary>
    /// <param name="cell">The cell, BOARD/SLOT.</param>
    /// <param name="change">Makes what is known out of what was known.</param>
    /// <param name="by">Who sets it.</param>
    /// <param name="at">When.</param>
    /// <param name="note">Why; may be empty.</param>
    /// <returns>The change; null if it changes nothing.</returns>
    /// <exception cref="IOException">The file cannot be written, or another process is writing it.</exception>
    public CellChange? Set(string cell, Func<CellMetadata, CellMetadata> change, string by, DateTimeOffset at, string note)
    {
        PrivateFile.Make(_path);
        using FileStream file = new(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        Read(file);
        CellMetadata before = Of(cell);
        CellMetadata after = change(before);
        if (after == before)
        {
            return null;
        }

        CellChange made = new(at.ToUniversalTime(), by, cell, after, note);
        // A line that a crash has cut is not a change: it was never confirmed.
        file.SetLength(_contents.Bytes);
        file.Position = _contents.Bytes;
        file.Write([.. JsonSerializer.SerializeToUtf8Bytes(made, Json), (byte)'\n']);
        file.Flush(flushToDisk: true);
        file.Position = 0;
        Read(file);
        return made;
    }

    private bool Read(FileStream file)
    {
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        int whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        // A crash cuts a line at its end, never at its beginning.
        if (whole < bytes.Length && bytes[whole] != (byte)'{')
        {
            throw new InvalidDataException($"{_path}: its end is not the begin of a change of a cell. Restore it from a backup, "
                + "or remove what follows the last whole line.");
        }

        bool changed = whole != _contents.Bytes;
        string[] lines = Encoding.UTF8.GetString(bytes, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        _contents = new Contents(whole, lines.Select(Parse).GroupBy(change => change.Cell).ToFrozenDictionary(
            cell => cell.Key, cell => cell.ToArray()));
        return changed;
    }

    private CellChange Parse(string line, int index)
    {
        try
        {
            CellChange change = JsonSerializer.Deserialize<CellChange>(line, Json) ?? throw new JsonException("it is empty");
            return change is { Cell: not null, Metadata: not null }
                ? change
                : throw new JsonException("it names no cell or says nothing of it");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException(
                $"{_path}:{index + 1}: this is not a change of a cell ({error.Message}). Fix the line, or remove it.", error);
        }
    }

    private sealed record Contents(long Bytes, FrozenDictionary<string, CellChange[]> Changes);
}
