using System.Collections.Generic;
using System.Threading;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Fuzzing.Parts;

/// <summary>Keeps the rows of one board as they are derived, and hands all on.</summary>
internal sealed class RowBook(string board) : IRowObserver
{
    private readonly Lock _gate = new();
    private readonly List<(double TimeS, CellRow Row)> _rows = [];

    /// <summary>Who else sees every row; null: nobody.</summary>
    public IRowObserver? Next { get; set; }

    public IReadOnlyList<(double TimeS, CellRow Row)> Rows
    {
        get
        {
            lock (_gate)
            {
                return [.. _rows];
            }
        }
    }

    public void OnRow(TestKey cell, in RowPlace place, bool isNew, double timeS, long? utcMs, in CellRow row)
    {
        if (cell.Board == board)
        {
            lock (_gate)
            {
                _rows.Add((timeS, row));
            }
        }

        Next?.OnRow(cell, place, isNew, timeS, utcMs, row);
    }
}
