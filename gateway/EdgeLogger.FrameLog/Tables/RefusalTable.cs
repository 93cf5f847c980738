using System;
using System.Collections.Generic;
using EdgeLogger.FrameLog.Sqlite;

namespace EdgeLogger.FrameLog.Tables;

/// <summary>How often each board was refused for each reason. Boards beyond the limit share the name "*".</summary>
internal sealed class RefusalTable : IDisposable
{
    private const string Others = "*";

    private readonly HashSet<(string Reason, string Board)> _known = [];
    private readonly int _limit;
    private readonly Statement _selectAll;
    private readonly Statement _increment;

    public RefusalTable(Database database, FrameLogOptions options)
    {
        _limit = options.RefusalCounters;
        _selectAll = database.Prepare("SELECT reason, board FROM refusal");
        _increment = database.Prepare(
            "INSERT INTO refusal (reason, board, count) VALUES (?1, ?2, 1) ON CONFLICT (reason, board) DO "
            + "UPDATE SET count = count + 1");
        Forget();
    }

    public void Count(string reason, string board)
    {
        bool room = _known.Contains((reason, board)) || _known.Count < _limit;
        string counted = room ? board : Others;
        _known.Add((reason, counted));
        _increment.Bind(1, reason).Bind(2, counted).Run();
    }

    /// <summary>Drops what is in memory and reads it again.</summary>
    public void Forget()
    {
        _known.Clear();
        while (_selectAll.Step())
        {
            _known.Add((_selectAll.Text(0), _selectAll.Text(1)));
        }
    }

    public void Dispose()
    {
        _selectAll.Dispose();
        _increment.Dispose();
    }
}
