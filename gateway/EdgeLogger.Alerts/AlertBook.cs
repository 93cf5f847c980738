using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Alerts;

/// <summary>
/// Which alerts there have been, and which of them a person has been told of. An alert is written down before it is told, so that a
/// crash between the two tells it after the restart; written twice, it is told once.
/// </summary>
public sealed class AlertBook : IDisposable
{
    /// <summary>The file's name in the data directory.</summary>
    public const string FileName = "alerts.db";

    private readonly SqliteConnection _connection;
    private readonly Lock _gate = new();

    private AlertBook(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the book of a data directory, or begins one.</summary>
    public static AlertBook Open(string directory)
    {
        string path = Path.Combine(directory, FileName);
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
            CREATE TABLE IF NOT EXISTS alert(cell TEXT NOT NULL, rule TEXT NOT NULL, cycle INTEGER NOT NULL, fired INTEGER NOT NULL,
                text TEXT NOT NULL, noted_utc_ms INTEGER NOT NULL, told INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(cell, rule, cycle));
            """;
        command.ExecuteNonQuery();
        return new AlertBook(connection);
    }

    /// <summary>Writes an alert down; false if it was there already.</summary>
    public bool Note(Alert alert, DateTimeOffset now)
    {
        lock (_gate)
        {
            using SqliteCommand command = _connection.CreateCommand();
            command.CommandText = "INSERT OR IGNORE INTO alert(cell, rule, cycle, fired, text, noted_utc_ms) VALUES($cell, $rule, $cycle, $fired, $text, $now)";
            Bind(command, alert);
            command.Parameters.AddWithValue("$fired", alert.Fired);
            command.Parameters.AddWithValue("$text", alert.Text);
            command.Parameters.AddWithValue("$now", now.ToUnixTimeMilliseconds());
            return command.ExecuteNonQuery() == 1;
        }
    }

    /// <summary>Alerts that nobody has been told of yet, the oldest first.</summary>
    public IReadOnlyList<Alert> Untold() => Read("WHERE told = 0");

    /// <summary>All alerts, the oldest first.</summary>
    public IReadOnlyList<Alert> All() => Read("");

    /// <summary>Remembers that someone has been told.</summary>
    public void MarkTold(Alert alert)
    {
        lock (_gate)
        {
            using SqliteCommand command = _connection.CreateCommand();
            command.CommandText = "UPDATE alert SET told = 1 WHERE cell = $cell AND rule = $rule AND cycle = $cycle";
            Bind(command, alert);
            command.ExecuteNonQuery();
        }
    }

    public void Dispose() => _connection.Dispose();

    private static void Bind(SqliteCommand command, Alert alert)
    {
        command.Parameters.AddWithValue("$cell", alert.Cell);
        command.Parameters.AddWithValue("$rule", alert.Rule);
        command.Parameters.AddWithValue("$cycle", alert.Cycle);
    }

    private List<Alert> Read(string where)
    {
        lock (_gate)
        {
            using SqliteCommand command = _connection.CreateCommand();
            command.CommandText = $"SELECT cell, rule, cycle, fired, text FROM alert {where} ORDER BY noted_utc_ms, cell, cycle";
            using SqliteDataReader row = command.ExecuteReader();
            List<Alert> alerts = [];
            while (row.Read())
            {
                alerts.Add(new Alert(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetBoolean(3), row.GetString(4)));
            }

            return alerts;
        }
    }
}
