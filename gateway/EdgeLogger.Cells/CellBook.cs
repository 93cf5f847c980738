using System;
using System.IO;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cells.Store;
using EdgeLogger.Files.Sqlite;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Cells;

/// <summary>
/// The book of cells, tests, assignments and notes, with its history: one file of a data directory. It is part of the record as
/// the frame log is: it cannot be derived. A change is one transaction, on disk when the call returns. Safe for several threads
/// and processes.
/// </summary>
public sealed partial class CellBook : IDisposable
{
    /// <summary>The file's name in the data directory.</summary>
    public const string FileName = "cells.db";

    private readonly BookStore _store;
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Func<ulong, long?> _keptFromUtcMs;

    private CellBook(string path, BookStore store, TimeProvider time, Func<ulong, long?> keptFromUtcMs)
    {
        _path = path;
        _store = store;
        _time = time;
        _keptFromUtcMs = keptFromUtcMs;
    }

    /// <summary>The book's file, to watch it.</summary>
    public StoreFile BookFile => _store.File;

    /// <summary>Opens the book of a data directory, or begins one.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="time">Clock of the history.</param>
    /// <param name="keptFromUtcMs">From when on the log has rows of a stream, Unix ms; null if none of it has been
    /// dropped.</param>
    /// <exception cref="InvalidDataException">A newer EdgeLogger has written it.</exception>
    /// <exception cref="IOException">It cannot be opened; the message says why.</exception>
    public static CellBook Open(string directory, TimeProvider time, Func<ulong, long?>? keptFromUtcMs = null)
    {
        string path = Path.Combine(directory, FileName);
        try
        {
            if (!File.Exists(path))
            {
                Begin(path);
            }

            return new CellBook(path, new BookStore(StoreFile.Open(path, BookTables.Layout)), time, keptFromUtcMs ?? (_ => null));
        }
        catch (SqliteException error)
        {
            throw Fault(path, error);
        }
    }

    /// <summary>Grows with each change, also of another process.</summary>
    public long Version => Read(store => store.Version);

    /// <summary>Adds a cell.</summary>
    /// <param name="cell">The cell, without an id.</param>
    /// <param name="author">Who adds it.</param>
    /// <returns>The cell with its id.</returns>
    /// <exception cref="CellBookException">The name has been used, or a text or number is none.</exception>
    public Cell Add(Cell cell, Author author) => Write(author, (store, stamp) => AddCell(store, cell, stamp("add")));

    /// <summary>Changes what is known of a cell, its name also.</summary>
    /// <param name="id">The cell's id.</param>
    /// <param name="change">Makes what is known out of what was known.</param>
    /// <param name="author">Who changes it.</param>
    /// <returns>The cell; null if nothing has changed.</returns>
    /// <exception cref="CellBookException">There is no such cell, the name has been used, or a text or number is
    /// none.</exception>
    public Cell? Set(ulong id, Func<Cell, Cell> change, Author author) => Write(author, (store, stamp) =>
    {
        Cell before = Known(store, id);
        Cell made = change(before).Checked() with { Id = before.Id, MigratedFrom = before.MigratedFrom };
        Cell after = made with { IsUnnamed = before.IsUnnamed && made.Name == before.Name };
        if (BookJson.ToText(after) == BookJson.ToText(before))
        {
            return null;
        }

        store.Put(before, after, stamp("set"));
        return after;
    });

    public void Dispose()
    {
        lock (_store.File.Gate)
        {
            _store.Dispose();
        }
    }

    // A file that has the book's name is a whole one: one without tables has lost what was in it.
    private static void Begin(string path)
    {
        string begun = path + ".new";
        File.Delete(begun);
        StoreFile.Open(begun, BookTables.Layout).Dispose();
        try
        {
            File.Move(begun, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster.
        }
    }

    private static Cell AddCell(BookStore store, Cell cell, Stamp stamp)
    {
        Cell added = cell.Checked() with { Id = RandomId.New() };
        store.Put(null, added, stamp);
        return added;
    }

    private static Cell Known(BookStore store, ulong id) => store.FindCell(id)
        ?? throw new CellBookException($"There is no cell with the id {id:x16}. List the cells to see those there are.");

    private static TestRun KnownTest(BookStore store, ulong id) => store.FindTest(id)
        ?? throw new CellBookException($"There is no test with the id {id:x16}. Show the cell to see its tests.");

    private static IOException Fault(string path, SqliteException error) =>
        new($"{path} cannot be used: {error.Message} See that the disk has room and works, and that nobody holds the file; "
            + $"`edgelogger doctor` looks at it.", error);

    private T Read<T>(Func<BookStore, T> read) => Use(store => store.AtOneMoment(() => read(store)));

    private T Use<T>(Func<BookStore, T> use)
    {
        lock (_store.File.Gate)
        {
            try
            {
                return use(_store);
            }
            catch (SqliteException error)
            {
                throw Fault(_path, error);
            }
        }
    }

    /// <summary>One transaction: all of it, or nothing.</summary>
    private T Write<T>(Author author, Func<BookStore, Func<string, Stamp>, T> write)
    {
        Author known = author.Checked();
        long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        return Use(store => store.Whole(() => write(store, action => new Stamp(now, known, action))));
    }
}
