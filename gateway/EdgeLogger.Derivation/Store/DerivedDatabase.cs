using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EdgeLogger.Files.Sqlite;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Derivation.Store;

/// <summary>The SQLite file of results: its tables, and the form results have in them. One thread at a time.</summary>
internal sealed class DerivedDatabase : IDisposable
{
    private const string Tables = """
        CREATE TABLE IF NOT EXISTS cell(test INTEGER PRIMARY KEY, board TEXT NOT NULL, slot INTEGER NOT NULL, checkpoint BLOB NOT NULL,
            settings TEXT, trends BLOB, segments TEXT, reached TEXT);
        CREATE TABLE IF NOT EXISTS half_cycle(test INTEGER NOT NULL, half INTEGER NOT NULL, result TEXT NOT NULL,
            PRIMARY KEY(test, half)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS step(test INTEGER NOT NULL, step INTEGER NOT NULL, result TEXT NOT NULL,
            PRIMARY KEY(test, step)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS cycle(test INTEGER NOT NULL, number INTEGER NOT NULL, result TEXT NOT NULL,
            PRIMARY KEY(test, number)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS trend(test INTEGER NOT NULL, number INTEGER NOT NULL, result TEXT NOT NULL,
            PRIMARY KEY(test, number)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS place(test INTEGER NOT NULL, segment INTEGER NOT NULL, from_seq INTEGER NOT NULL, stream INTEGER NOT NULL,
            boot INTEGER NOT NULL, from_s REAL NOT NULL, boot_start_s REAL NOT NULL, PRIMARY KEY(test, segment, from_seq)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS base(test INTEGER PRIMARY KEY, board TEXT NOT NULL, slot INTEGER NOT NULL,
            last_half INTEGER NOT NULL, last_cycle INTEGER NOT NULL, last_step INTEGER NOT NULL, checkpoint BLOB NOT NULL,
            settings TEXT, trends BLOB, segments TEXT, reached TEXT, last_segment INTEGER NOT NULL, next_seq INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS ended(test INTEGER PRIMARY KEY, last_half INTEGER NOT NULL, last_cycle INTEGER NOT NULL,
            last_step INTEGER NOT NULL, trends BLOB);
        CREATE TABLE IF NOT EXISTS stream(stream INTEGER PRIMARY KEY, next_seq INTEGER NOT NULL, checkpoint BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS stream_base(stream INTEGER PRIMARY KEY, next_seq INTEGER NOT NULL, checkpoint BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS date(stream INTEGER NOT NULL, from_seq INTEGER NOT NULL, boot INTEGER NOT NULL, from_uptime_ms INTEGER NOT NULL,
            utc_minus_uptime_ms INTEGER, quality INTEGER NOT NULL, known_by INTEGER NOT NULL, PRIMARY KEY(stream, from_seq)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS engine(options TEXT NOT NULL);
        """;

    // Another version is not migrated but derived again: that is what the log is for. A power loss may take back the newest
    // results, never mix them with another checkpoint; they are derived again.
    private static readonly StoreLayout Layout = new(11, Tables) { IsRecreated = true, PageBytes = 8192 };

    // Results are kept as JSON of their types: doubles come back to the last bit, and a new quantity is not a new column.
    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IgnoreReadOnlyProperties = true,
        // What is not known is left out, as half of a trend often is.
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LetNullBeAbsent } },
    };

    private readonly StoreFile _file;

    private DerivedDatabase(StoreFile file, string path)
    {
        _file = file;
        Path = path;
    }

    public string Path { get; }

    public StoreFile File => _file;

    /// <summary>Opens the file, or makes it again if another version made it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keptCopy">Where results are kept that the other version made of frames that are no longer in the log; null if
    /// none.</param>
    public static DerivedDatabase Open(string path, out string? keptCopy)
    {
        keptCopy = null;
        if (System.IO.File.Exists(path))
        {
            using StoreFile file = StoreFile.Connect(path);
            keptCopy = file.Scalar("PRAGMA user_version") == Layout.Version ? null : KeepCopy(file, path);
        }

        return new DerivedDatabase(StoreFile.Open(path, Layout), path);
    }

    /// <summary>Copies the file beside itself, if it has results that cannot be derived again.</summary>
    /// <returns>The copy; null if there is no need of one.</returns>
    public string? KeepCopy() => KeepCopy(_file, Path);

    /// <summary>Copies the file under a name beside itself, if there is none yet. Under its name it is whole.</summary>
    public void CopyAs(string name)
    {
        string copy = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!, name);
        if (System.IO.File.Exists(copy))
        {
            return;
        }

        System.IO.File.Delete(copy + ".new");
        _file.Execute("VACUUM INTO $path", ("$path", copy + ".new"));
        System.IO.File.Move(copy + ".new", copy);
    }

    /// <summary>Copies a file as it is at one moment, also while another process writes it.</summary>
    public static void Copy(string path, string into)
    {
        using StoreFile from = StoreFile.Connect(path);
        using StoreFile to = StoreFile.Connect(into);
        from.CopyTo(to);
    }

    public SqliteTransaction Begin() => _file.Begin();

    public void Run(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => _file.Execute(sql, parameters);

    /// <summary>The first value of the first row; null if there is none.</summary>
    public T? First<T>(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where T : class
    {
        using SqliteCommand command = _file.Command(sql, parameters);
        return command.ExecuteScalar() as T;
    }

    /// <summary>All rows.</summary>
    public List<T> All<T>(string sql, Func<SqliteDataReader, T> read,
        params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        _file.ReadAll(read, sql, parameters);

    public static string ToText<T>(T result) => JsonSerializer.Serialize(result, Json);

    public static T Parse<T>(string result) =>
        JsonSerializer.Deserialize<T>(result, Json)
        ?? throw new InvalidDataException("A stored result is empty; delete derived.db.");

    public void Dispose() => _file.Dispose();

    // What has a value is still required: a number that is not there would read as 0.
    private static void LetNullBeAbsent(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties.Where(one =>
            !one.PropertyType.IsValueType || Nullable.GetUnderlyingType(one.PropertyType) is not null))
        {
            property.IsRequired = false;
        }
    }

    private static string? KeepCopy(StoreFile file, string path)
    {
        if (file.Scalar("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'base'") == 0
            || file.Scalar("SELECT COUNT(*) FROM base") == 0)
        {
            return null;
        }

        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        int number = 1;
        string copy;
        do
        {
            copy = System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"derived-kept-{number++}.db"));
        }
        while (System.IO.File.Exists(copy));
        file.Execute("VACUUM INTO $path", ("$path", copy));
        return copy;
    }
}
