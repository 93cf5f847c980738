using System;
using EdgeLogger.FrameLog.Sqlite;

namespace EdgeLogger.FrameLog.Tables;

/// <summary>Schema documents, by board and hash: no board can give another one's hash a meaning.</summary>
internal sealed class SchemaTable : IDisposable
{
    private readonly FrameLogOptions _options;
    private readonly Statement _select;
    private readonly Statement _count;
    private readonly Statement _countBoards;
    private readonly Statement _insert;

    public SchemaTable(Database database, FrameLogOptions options)
    {
        _options = options;
        _select = database.Prepare("SELECT document FROM schema WHERE board = ?1 AND hash = ?2");
        _count = database.Prepare("SELECT COUNT(*) FROM schema WHERE board = ?1");
        _countBoards = database.Prepare("SELECT COUNT(DISTINCT board) FROM schema");
        _insert = database.Prepare("INSERT INTO schema (board, hash, received_utc_ms, document) VALUES (?1, ?2, ?3, ?4)");
    }

    /// <summary>Keeps the document, unless the board has one of this hash or too many.</summary>
    public Outcome Insert(in SchemaArrival schema, out RefusalReason reason)
    {
        reason = RefusalReason.Conflict;
        _select.Bind(1, schema.Board).Bind(2, schema.Hash);
        if (_select.Step())
        {
            bool same = _select.Blob(0).SequenceEqual(schema.Document.Span);
            _select.Reset();
            return same ? Outcome.Duplicate : Outcome.Refused;
        }

        long documents = CountOf(schema.Board);
        if (documents == 0 ? CountBoards() >= _options.MaxBoards : documents >= _options.MaxSchemasPerBoard)
        {
            reason = documents == 0 ? RefusalReason.TooManyBoards : RefusalReason.TooManySchemas;
            return Outcome.Refused;
        }

        _insert.Bind(1, schema.Board).Bind(2, schema.Hash).Bind(3, schema.ReceivedUtcMs).Bind(4, schema.Document.Span).Run();
        return Outcome.Stored;
    }

    public void Dispose()
    {
        _select.Dispose();
        _count.Dispose();
        _countBoards.Dispose();
        _insert.Dispose();
    }

    private long CountOf(string board) => Single(_count.Bind(1, board));

    private long CountBoards() => Single(_countBoards);

    private static long Single(Statement statement)
    {
        long value = statement.Step() ? statement.Int64(0) : 0;
        statement.Reset();
        return value;
    }
}
