using System;
using System.Collections.Generic;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Names;
using EdgeLogger.FrameLog.Reading;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>The book of cells of a data directory that this process holds.</summary>
internal static class DataBook
{
    /// <summary>Opens it, or begins one with what an earlier version kept of slots.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="time">Clock of the history.</param>
    /// <param name="say">Receives, in words, what has become of the earlier version's.</param>
    /// <exception cref="System.IO.InvalidDataException">What the earlier version kept cannot be read.</exception>
    /// <exception cref="System.IO.IOException">It cannot be opened.</exception>
    public static CellBook Open(string directory, TimeProvider time, Action<string> say)
    {
        CellBook book = CellBook.Open(directory, time, KeptRows.Of(directory, time));
        try
        {
            IReadOnlyList<CellName> migrated = book.MigrateSlotBook();
            if (migrated.Count > 0)
            {
                say($"what was known of slots is now of cells that are named after them: "
                    + $"{string.Join(", ", migrated)}. Give them "
                    + "their names with `edgelogger cell set NAME --name NEW`");
            }

            return book;
        }
        catch
        {
            book.Dispose();
            throw;
        }
    }
}
