using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using EdgeLogger.Cells;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Results.Bdf;
using EdgeLogger.Results.Quantities;
using EdgeLogger.Results.Rows;

namespace EdgeLogger.Results.Export;

/// <summary>Exports cells of a data directory, also while a gateway runs on it.</summary>
public sealed class CellExport
{
    private readonly string _directory;
    private readonly DerivedStore _store;
    private readonly BookNames _names;

    /// <param name="directory">The data directory.</param>
    /// <param name="store">Its results, or a copy of them.</param>
    public CellExport(string directory, DerivedStore store)
    {
        _directory = directory;
        _store = store;
        _names = BookNames.Read(directory);
    }

    /// <summary>The tests with results, each with its name.</summary>
    public IEnumerable<TestKey> Tests => _store.Cells().Select(_names.Named);

    /// <summary>The tests of a name: a cell's, one test, what is in a slot (BOARD/SLOT), or those of a cohort.</summary>
    public IReadOnlyList<TestKey> Find(string name)
    {
        TestKey[] tests = [.. Tests];
        return ((Predicate<TestKey>[])
        [
            test => test.Name == name,
            test => _names.CellOf(test.Id) == name,
            test => $"{test.Board}/{test.Slot}" == name,
            test => _names.MetadataOf(test.Id).Cohort == name && name.Length > 0,
        ]).Select(isMeant => Array.FindAll(tests, isMeant)).FirstOrDefault(found => found.Length > 0) ?? [];
    }

    /// <summary>Names that can be asked for: tests, and cohorts.</summary>
    public IReadOnlyList<string> Names() =>
    [
        .. Tests.Select(test => test.Name).Distinct(),
        .. Tests.Select(test => _names.MetadataOf(test.Id).Cohort).Where(cohort => cohort.Length > 0).Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What made the results of these cells.</summary>
    public ExportProvenance ProvenanceOf(IReadOnlyList<TestKey> cells) => ExportProvenance.Of(_store, cells);

    /// <summary>Writes what is asked for of all these cells, one after another.</summary>
    /// <returns>Rows written.</returns>
    public long Write(
        IReadOnlyList<TestKey> cells, ExportContent content, ExportSpan span, IRowWriter writer, Action<double> progress,
        CancellationToken cancellationToken)
    {
        long rows = content switch
        {
            ExportContent.Samples => Write(cells, SampleQuantities.All, writer, progress, (cell, to, share) =>
                SampleExport.Write(_directory, _store, cell, span, to, share, cancellationToken)),
            ExportContent.Steps => Write(cells, StepExport.Columns, writer, progress, (cell, to, share) =>
                StepExport.Write(_store, cell, span, to, share, cancellationToken)),
            ExportContent.Notes => WriteNotes(cells, span, writer, progress),
            _ => WriteCycles(cells, span, writer, progress),
        };
        writer.Complete();
        return rows;
    }

    /// <summary>Writes one stream as Battery Data Format.</summary>
    /// <returns>Rows written.</returns>
    public long WriteBdf(TestKey cell, ExportSpan span, IRowWriter writer, Action<double> progress,
        CancellationToken cancellationToken)
    {
        writer.Begin(BdfExport.Columns);
        long rows = BdfExport.Write(_directory, _store, cell, span, writer, progress, cancellationToken);
        writer.Complete();
        return rows;
    }

    private long WriteNotes(IReadOnlyList<TestKey> cells, ExportSpan span, IRowWriter writer, Action<double> progress)
    {
        // To open a book where there is none would begin one.
        using CellBook? book = File.Exists(Path.Combine(_directory, CellBook.FileName))
            ? CellBook.Open(_directory, TimeProvider.System)
            : null;
        return Write(cells, NoteQuantities.All, writer, progress,
            (cell, to, _) => book is null ? 0 : NoteExport.Write(book, _store, cell, span, to));
    }

    private long WriteCycles(IReadOnlyList<TestKey> cells, ExportSpan span, IRowWriter writer, Action<double> progress) =>
        Write(cells, CycleExport.Columns, writer, progress,
            (cell, to, _) => CycleExport.Write(_store, cell, _names.MetadataOf(cell.Id), span, to));

    private static long Write<T>(
        IReadOnlyList<TestKey> cells, IReadOnlyList<Quantity<T>> columns, IRowWriter writer, Action<double> progress,
        Func<TestKey, QuantityRows<T>, Action<double>, long> write)
    {
        QuantityRows<T> to = new(writer, columns);
        to.Begin();
        long rows = 0;
        for (int i = 0; i < cells.Count; i++)
        {
            int done = i;
            rows += write(cells[i], to, share => progress((done + share) / cells.Count));
        }

        return rows;
    }
}
