using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells.Many;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cells.Plans;

namespace EdgeLogger.Cells;

/// <summary>Changes that belong together, and what a change would do.</summary>
public sealed partial class CellBook
{
    /// <summary>
    /// Makes several changes, all of them or none: a test leaves a slot, and another moves there. Each of them keeps the rules
    /// by itself, so that who makes room comes first. Others wait meanwhile: within it nothing is done that takes time.
    /// </summary>
    /// <param name="changes">Makes the changes by the book that it is given, on the thread that it is called on.</param>
    /// <exception cref="CellBookException">One of them is refused; the book is as it was.</exception>
    public void Together(Action<CellBook> changes) => Use(store => store.Whole(() =>
    {
        changes(this);
        return true;
    }));

    /// <summary>What a change would make of the plans of tests. Nothing is changed.</summary>
    /// <param name="change">Makes the change, or several, by the book that it is given, on the thread that it is called
    /// on.</param>
    /// <returns>The plans that would be other ones, by label. A test that would be new gets another id when the change is
    /// made.</returns>
    /// <exception cref="CellBookException">The change would be refused.</exception>
    public IReadOnlyList<PlanDifference> Preview(Action<CellBook> change) => Use(store => store.Tried(
        () =>
        {
            long version = store.Version;
            change(this);
            return store.ChangedTests(version, store.Version).ConvertAll(test => PlanOf(test)!);
        },
        plans => plans.Select(after => new PlanDifference(PlanOf(after.Id), after))
            .Where(plan => plan.Before is null || !plan.Before.IsSame(plan.After))
            .OrderBy(plan => plan.After.Label, StringComparer.Ordinal).ToList()));

    /// <summary>Starts the tests of a table, all of them or none.</summary>
    /// <param name="lines">The table's lines. Each is judged after the ones before it.</param>
    /// <param name="author">Who starts them.</param>
    /// <param name="whenHeld">What becomes of the tests that the slots hold.</param>
    /// <returns>The tests, in the order of the lines.</returns>
    /// <exception cref="LinesRefusedException">Lines are refused; it has the problem of each.</exception>
    public IReadOnlyList<TestRun> StartMany(IReadOnlyList<TestLine> lines, Author author, WhenHeld whenHeld = WhenHeld.Refuse)
    {
        List<TestRun> tests = [];
        Together(_ =>
        {
            List<LineProblem> problems = [];
            for (int index = 0; index < lines.Count; index++)
            {
                try
                {
                    tests.Add(Start(lines[index], author, whenHeld));
                }
                catch (CellBookException refusal)
                {
                    problems.Add(new LineProblem(index + 1, refusal.Message));
                }
            }

            if (problems.Count > 0)
            {
                throw new LinesRefusedException(problems, lines.Count);
            }
        });
        return tests;
    }

    /// <summary>Checks the lines of a table against the book and each other, and changes nothing.</summary>
    /// <param name="table">The table.</param>
    /// <param name="author">Who would start its tests.</param>
    /// <param name="whenHeld">What would become of the tests that the slots hold.</param>
    /// <returns>The lines, those that would be refused with their problem.</returns>
    public IReadOnlyList<TableLine> Check(TestTable table, Author author, WhenHeld whenHeld = WhenHeld.Refuse)
    {
        ArgumentNullException.ThrowIfNull(table);
        TableLine[] readable = [.. table.Lines.Where(line => line.Test is not null)];
        try
        {
            Preview(_ => StartMany([.. readable.Select(line => line.Test!)], author, whenHeld));
            return [.. table.Lines.Select(line =>
                line.Test is { } test ? line with { Remark = RemarkOn(SlotName.Parse(test.Slot)) } : line)];
        }
        catch (LinesRefusedException refusal)
        {
            Dictionary<int, string?> problems =
                refusal.Problems.ToDictionary(one => readable[one.Line - 1].Row, one => (string?)one.Problem);
            return [.. table.Lines.Select(line => line with { Problem = problems.GetValueOrDefault(line.Row, line.Problem) })];
        }
    }

    /// <summary>Starts a test of a cell in a slot, and applies what is said of the cell: all of it or nothing.</summary>
    /// <param name="line">The test. A cell that is not there is added.</param>
    /// <param name="author">Who starts it.</param>
    /// <param name="whenHeld">What becomes of the test that the slot holds.</param>
    /// <exception cref="SlotHeldException">A test of a named cell is in the slot.</exception>
    /// <exception cref="CellBookException">Something else is refused; the book is as it was.</exception>
    public TestRun Start(TestLine line, Author author, WhenHeld whenHeld = WhenHeld.Refuse)
    {
        ArgumentNullException.ThrowIfNull(line);
        CellName name = CellName.Parse(line.Cell);
        SlotName slot = SlotName.Parse(line.Slot);
        TestRun? started = null;
        Together(_ =>
        {
            ulong cell = Find(name)?.Id ?? Add(new Cell { Name = name }, author).Id;
            Set(cell, line.Facts.ApplyTo, author);
            started = Start(cell, slot, new Edge(line.FromUtcMs), line.Settings, author, whenHeld);
        });
        return started!;
    }
}
