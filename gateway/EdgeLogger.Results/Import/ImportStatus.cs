using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;
using EdgeLogger.Cells;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Results.Import;

/// <summary>How far the import of a file has come.</summary>
public sealed record ImportStatus
{
    /// <summary>Where it stands.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<ImportState>))]
    public required ImportState State { get; init; }

    /// <summary>The file's own name.</summary>
    public required string FileName { get; init; }

    /// <summary>The share of its rows that has been read, 0 to 1.</summary>
    public double Share { get; init; }

    /// <summary>Why it failed, and what to do; empty if it did not.</summary>
    public string Problem { get; init; } = "";

    /// <summary>The test that it belongs to, 16 hexadecimal digits; empty until it is done.</summary>
    public string Test { get; init; } = "";

    /// <summary>What the test is called; empty until it is done.</summary>
    public string Name { get; init; } = "";

    /// <summary>Rows of the file.</summary>
    public long Rows { get; init; }

    /// <summary>Frames that they make.</summary>
    public long Frames { get; init; }

    /// <summary>Frames that were not in the log before.</summary>
    public long FramesNew { get; init; }

    /// <summary>What was concluded about the file beyond its header, and what of it was left out; empty until it is in.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Closed half cycles of the test with it.</summary>
    public int HalfCycles { get; init; }

    /// <summary>Closed cycles of the test with it.</summary>
    public int Cycles { get; init; }

    /// <summary>Its rows are in the log.</summary>
    /// <param name="report">What became of them.</param>
    /// <param name="book">Names the test.</param>
    public ImportStatus Logged(ImportReport report, CellBook book)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(book);
        return this with
        {
            State = ImportState.Deriving,
            Share = 1,
            Test = $"{report.Test:x16}",
            Name = book.PlanOf(report.Test)?.Label ?? "",
            Rows = report.Rows,
            Frames = report.Frames,
            FramesNew = report.FramesNew,
            Notes = report.Notes,
        };
    }

    /// <summary>The results of the test are up to it.</summary>
    /// <param name="test">The test.</param>
    /// <param name="results">Its results.</param>
    public ImportStatus Derived(ulong test, DerivedStore results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return this with
        {
            State = ImportState.Done,
            HalfCycles = results.HalfCount(test),
            Cycles = results.Cycles(test).Count,
        };
    }
}

/// <summary>Where an import stands.</summary>
public enum ImportState
{
    /// <summary>Others come first.</summary>
    Waiting,

    /// <summary>Its rows go into the log.</summary>
    Running,

    /// <summary>Its rows are in the log, and cycles are derived from them.</summary>
    Deriving,

    /// <summary>It is in.</summary>
    Done,

    /// <summary>It is not in.</summary>
    Failed,
}
