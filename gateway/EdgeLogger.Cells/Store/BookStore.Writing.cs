using System;
using System.Collections.Generic;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;

namespace EdgeLogger.Cells.Store;

/// <summary>Writing: what is changed, its history and its words go together.</summary>
internal sealed partial class BookStore
{
    /// <summary>Writes a cell.</summary>
    /// <exception cref="CellBookException">Another cell has or has had its name.</exception>
    public void Put(Cell? before, Cell after, Stamp stamp)
    {
        if (FindCell(after.Name) is { } holder && holder.Id != after.Id)
        {
            throw new CellBookException(holder.Name == after.Name
                ? $"There is a cell {after.Name} already. Give another name; a name is never used again."
                : $"{after.Name} was the name of the cell that is {holder.Name} now. Give another name; a "
                + $"name is never used again.");
        }

        file.Execute("INSERT OR IGNORE INTO name VALUES($name, $cell)", ("$name", after.Name.Text), ("$cell", (long)after.Id));
        Write(before is null ? "INSERT INTO cell VALUES($id, $name, $cohort, $migrated, $body)" : "UPDATE cell SET name = "
            + "$name, cohort = $cohort, body = $body WHERE id = $id",
            after.Id, after, ("$name", after.Name.Text), ("$cohort", after.Metadata.Cohort), ("$migrated", after.MigratedFrom));
        Record(BookItem.Cell, after.Id, after.Id, before, after, stamp);
        Index(BookItem.Cell, after.Id, [after.Name.Text, after.Metadata.Cohort, after.Operator, after.Electrolyte,
            after.CounterElectrode, .. after.Fields.Values]);
    }

    /// <summary>Writes a test.</summary>
    public void Put(TestRun? before, TestRun after, Stamp stamp)
    {
        Write(before is null ? "INSERT INTO test VALUES($id, $cell, $number, $body)" : "UPDATE test SET body = $body WHERE id = "
            + "$id", after.Id, after,
            ("$cell", (long)after.Cell), ("$number", after.Number));
        file.Execute("DELETE FROM segment WHERE test = $id", ("$id", (long)after.Id));
        for (int place = 0; place < after.Segments.Count; place++)
        {
            Segment segment = after.Segments[place];
            file.Execute("INSERT INTO segment VALUES($test, $place, $slot, $stream)",
                ("$test", (long)after.Id), ("$place", place), ("$slot", segment.Slot?.ToString()),
                ("$stream", (long?)segment.Stream));
        }

        Record(BookItem.Test, after.Id, after.Cell, before, after, stamp);
        TestConditions conditions = after.Settings.Conditions;
        Index(BookItem.Test, after.Id, [conditions.Protocol, conditions.Cycler, conditions.Channel]);
    }

    /// <summary>Writes a note. The words of one that was withdrawn are not found any more.</summary>
    /// <param name="before">The note before; null if it is new.</param>
    /// <param name="after">The note.</param>
    /// <param name="cell">The cell that it is about, itself or by a test; 0: a cohort.</param>
    /// <param name="stamp">Who, when and what.</param>
    public void Put(Note? before, Note after, ulong cell, Stamp stamp)
    {
        // The history's order gives the numbers.
        before = before is null ? null : before with { Number = 0 };
        after = after with { Number = 0 };
        Write(before is null ? "INSERT INTO note VALUES($id, $cell, $test, $cohort, $at, $is_withdrawn, $body)" : "UPDATE note "
            + "SET at_utc_ms = $at, is_withdrawn = $is_withdrawn, body = $body WHERE id = $id", after.Id, after,
            ("$cell", (long)after.Subject.Cell), ("$test", (long)after.Subject.Test), ("$cohort", after.Subject.Cohort),
            ("$at", after.AtUtcMs), ("$is_withdrawn", after.IsWithdrawn ? 1 : 0));
        Record(BookItem.Note, after.Id, cell, before, after, stamp);
        Index(BookItem.Note, after.Id, after.IsWithdrawn ? [] : [after.Text, after.Subject.Cohort]);
    }

    /// <summary>Writes a calibration that is put right.</summary>
    public void Put(Recalibration? before, Recalibration after, Stamp stamp)
    {
        Write("INSERT OR REPLACE INTO recalibration VALUES($id, $slot, $body)", after.Id, after,
            ("$slot", after.Slot.ToString()));
        Record(BookItem.Recalibration, after.Id, 0, before, after, stamp);
    }

    private void Write<T>(string sql, ulong id, T item, params ReadOnlySpan<(string Name, object? Value)> columns) =>
        file.Execute(sql, [("$id", (long)id), ("$body", BookJson.ToText(item)), .. columns]);

    private void Record<T>(BookItem item, ulong id, ulong cell, T? before, T after, Stamp stamp)
        where T : class => file.Execute(
        "INSERT INTO history(at_utc_ms, made_by, why, action, item, id, cell, before, after) VALUES($at, $by, $why, $action, "
        + "$item, $id, $cell, $before, $after)",
        ("$at", stamp.AtUtcMs), ("$by", stamp.Author.By), ("$why", stamp.Author.Why), ("$action", stamp.Action),
        ("$item", (int)item), ("$id", (long)id),
        ("$cell", (long)cell), ("$before", before is null ? null : BookJson.ToText(before)), ("$after", BookJson.ToText(after)));

    private void Index(BookItem item, ulong id, IEnumerable<string> texts)
    {
        file.Execute("DELETE FROM search WHERE rowid = $id", ("$id", (long)id));
        string words = string.Join(' ', SearchWords.Of(string.Join('\n', texts)));
        if (words.Length > 0)
        {
            file.Execute("INSERT INTO search(rowid, words, item) VALUES($id, $words, $item)", ("$id", (long)id),
                ("$words", words), ("$item", (int)item));
        }
    }
}

/// <summary>Who changes the book, when, and what is done.</summary>
/// <param name="AtUtcMs">When, Unix ms.</param>
/// <param name="Author">Who, and why.</param>
/// <param name="Action">What.</param>
internal readonly record struct Stamp(long AtUtcMs, Author Author, string Action);
