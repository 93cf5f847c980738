using System;
using System.Linq;
using EdgeLogger.Cells.Many;
using EdgeLogger.Cells.Model;

namespace EdgeLogger.Cells.Tests;

/// <summary>A book of a lab's many years; prints how long reading it takes.</summary>
public sealed class LargeBookTests : BookFixture
{
    private const int Cells = 10_000;

    [Fact]
    [Trait("verify", "book")]
    public void In_a_book_of_10000_cells_and_tests_all_plans_are_read_words_found_and_one_change_named()
    {
        TestLine[] lines = [.. Enumerable.Range(0, Cells).Select(i =>
            new TestLine($"WJK-{i:D5}", $"b-{i / 4}/{i % 4}", Utc("02 08:00"))
            {
                Facts = new CellFacts { Operator = $"operator {i % 50}", ActiveMassMg = 6, Cohort = $"C{i / 100}" },
            })];
        TestRun[] started = [];
        Measure("starting all in one change", () => started = [.. Book.StartMany(lines, Ana)]);
        Measure("opening", Reopen);
        long version = Book.Version;
        Measure("a search of one name", () => Assert.Equal("WJK-04120", Assert.Single(Book.Search("wjk 04120")).Title));
        Measure("a search that thousands fit", () => Assert.Equal(200, Book.Search("wjk", 200).Count));
        Measure("the plans of all", () => Assert.Equal(Cells, Book.Plans().Count));
        Measure("one start more", () => Start(Cell("A"), "c/0", At("02 08:00")));
        Measure("asking for the version", () => Assert.NotEqual(version, Book.Version));
        version = Book.Version;
        Measure("ending one test", () => Book.End(started[5000].Id, At("03 08:00"), Ana));
        Measure("changes after one", () => Assert.Equal([started[5000].Id], Book.ChangesSince(version).Tests));
        Measure("a preview of one correction", () => Assert.Single(
            Book.Preview(book => book.Correct(started[5000].Id, 0, EdgeSide.To, At("04 08:00"), Ana))));
    }

    private static void Measure(string what, Action action)
    {
        long began = TimeProvider.System.GetTimestamp();
        action();
        double elapsedMs = TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
        TestContext.Current.TestOutputHelper!.WriteLine($"{what}: {elapsedMs:F1} ms");
    }
}
