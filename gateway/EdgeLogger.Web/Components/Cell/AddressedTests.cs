using System;
using System.Collections.Generic;
using EdgeLogger.Web.Finding;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>What the address of a view of a cell, a test or a slot leads to.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="Test">The test that is shown; null if there is none to show.</param>
/// <param name="Tests">The tests beside it: of the same cell, or of the same slot.</param>
/// <param name="TestsHeading">What they have in common.</param>
/// <param name="Sentences">What a person should know first: why there is nothing, and what to do.</param>
internal sealed record AddressedTests(
    string Title, FoundTest? Test, IReadOnlyList<FoundTest> Tests, string TestsHeading, IReadOnlyList<string> Sentences)
{
    /// <summary>Nothing yet.</summary>
    public static AddressedTests None { get; } = new("", null, [], "", []);

    /// <summary>A cell: the test that runs, else its newest.</summary>
    public static AddressedTests OfCell(TestFinder finder, string name)
    {
        if (finder.Cell(name) is not { } cell)
        {
            return NoCell(name);
        }

        return cell.Shown is { } shown
            ? Of(cell, shown, name)
            : new AddressedTests(cell.Cell.Name.Text, null, [], "",
            [
                .. Renamed(cell, name),
                cell.Cell.IsUnnamed
                    ? $"{cell.Cell.Name} has no rows: those that it was made for belong to another cell's test. "
                    + "The slot's page shows whose."
                    : $"No test of {cell.Cell.Name} has been started. Put it into its slot, then start one on the slot's page, "
                    + $"or with edgelogger cell start BOARD/SLOT --cell {ShellText.Quoted(cell.Cell.Name.Text)}",
            ]);
    }

    /// <summary>One test of a cell.</summary>
    public static AddressedTests OfTest(TestFinder finder, TestReference reference) =>
        finder.Cell(reference.Cell) is not { } cell ? NoCell(reference.Cell)
        : cell.Test(reference.Number) is { } test ? Of(cell, test, reference.Cell)
        : new AddressedTests(cell.Cell.Name.Text, null, cell.Tests, Heading(cell),
            [.. Renamed(cell, reference.Cell), $"{cell.Cell.Name} has no test {reference.Number}."]);

    /// <summary>A slot: the test that runs there.</summary>
    public static AddressedTests OfSlot(TestFinder finder, string board, int slot)
    {
        IReadOnlyList<FoundTest> tests = finder.In(board, slot);
        string place = FormattableString.Invariant($"{board}/{slot}");
        string heading = $"Tests in {place}";
        return finder.RunningIn(board, slot) is { } running ? new AddressedTests(running.Name, running, tests, heading, [])
            : tests.Count == 0 && finder.CellIn(board, slot) is { Shown: { } imported } cell
            ? Of(cell, imported, cell.Cell.Name.Text)
            : new AddressedTests(place, null, tests, heading,
            [
                tests.Count == 0
                    ? $"Nothing has come from {place} yet. It appears here as soon as its board sends."
                    : $"No test runs in {place} now. Start one with the button above, or with edgelogger cell start "
                    + $"{ShellText.Quoted(place)} --cell NAME",
            ]);
    }

    private static AddressedTests Of(FoundCell cell, FoundTest test, string name) =>
        new(test.Name, test, cell.Tests, Heading(cell), [.. Renamed(cell, name), .. Ended(cell, test)]);

    private static AddressedTests NoCell(string name) => new(name, null, [], "",
    [
        $"There is no cell {name}, and there was none under this name. See that the name is written as on its label, or "
        + "search for a part of it.",
    ]);

    private static IEnumerable<string> Renamed(FoundCell cell, string name) => cell.Cell.Name.Text == name
        ? []
        : [$"{name} is called {cell.Cell.Name} now."];

    private static IEnumerable<string> Ended(FoundCell cell, FoundTest test) =>
        test.IsRunning || test.IsOfFiles ? []
        : test.Run.EndUtcMs is not { } end
        ? [$"This test is in no slot now. Its rows up to {test.Key.Board}/{test.Key.Slot} are shown."]
        : cell.Shown is { } newer && newer != test
        ? [$"This test ended at {UtcText.Second(end)} UTC."
            + (newer.IsRunning ? $" Test {newer.Run.Number} of the cell runs now." : "")]
        : [$"This test ended at {UtcText.Second(end)} UTC."];

    private static string Heading(FoundCell cell) => $"Tests of {cell.Cell.Name}";
}
