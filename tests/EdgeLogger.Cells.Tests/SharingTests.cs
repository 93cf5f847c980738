using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Cells.Model;
using EdgeLogger.Files.Sqlite;

namespace EdgeLogger.Cells.Tests;

/// <summary>Several who use one file.</summary>
public sealed class SharingTests : BookFixture
{
    [Fact]
    public async Task Writers_of_one_slot_at_the_same_time_put_one_test_into_it_and_the_others_learn_why_not()
    {
        Cell[] cells = [.. Enumerable.Range(0, 6).Select(i => Cell($"A {i}"))];
        string?[] refusals = await Task.WhenAll(cells.Select(cell => Task.Run(() =>
        {
            using CellBook book = CellBook.Open(Directory, Time);
            try
            {
                book.Start(cell.Id, Slot("b/0"), At("01 08:00"), new TestSettings(), Ana);
                return null;
            }
            catch (Cells.Names.CellBookException refusal)
            {
                return refusal.Message;
            }
        })));

        Assert.Single(refusals, refusal => refusal is null);
        Assert.All(refusals.OfType<string>(), refusal => Assert.Contains("b/0 holds", refusal, StringComparison.Ordinal));
        Assert.Single(Book.TestsIn(Slot("b/0")));
    }

    [Fact]
    public async Task Changes_at_the_same_time_are_all_kept_and_none_undoes_another()
    {
        Cell cell = Cell("A");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            using CellBook book = CellBook.Open(Directory, Time);
            for (int i = 0; i < 10; i++)
            {
                book.Set(cell.Id, was => was
                    with
                { Fields = new Dictionary<string, string>(was.Fields) { [$"{writer}"] = $"{i}" } }, Ana);
            }
        })));
        Assert.Equal(["9", "9", "9", "9"], Book.Find(cell.Id)!.Fields.Values);
        Assert.Equal(41, Book.History(cell.Id).Count);
    }

    [Fact]
    public void A_change_that_is_refused_halfway_leaves_nothing_behind()
    {
        TestRun first = Start(Cell("A"), "b/0", At("01 08:00"));
        Cell busy = Cell("B");
        Start(busy, "b/1", At("01 08:00"));
        Refused("A cell runs one test at a time", () => Start(busy, "b/0", At("02 08:00"), WhenHeld.End));
        Assert.Null(Book.FindTest(first.Id)!.EndUtcMs);
        Assert.Single(Book.TestsIn(Slot("b/0")));
    }

    [Fact]
    public void A_book_of_a_newer_version_is_refused_with_what_to_do()
    {
        string path = Directory.File("newer/" + CellBook.FileName);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (StoreFile file = StoreFile.Connect(path))
        {
            file.Execute("PRAGMA user_version = 99");
        }

        Assert.Contains("newer EdgeLogger", Assert.Throws<InvalidDataException>(
            () => CellBook.Open(Path.GetDirectoryName(path)!, Time)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_database_is_named_with_what_to_do()
    {
        string folder = System.IO.Directory.CreateDirectory(Directory.File("damaged")).FullName;
        File.WriteAllText(Path.Combine(folder, CellBook.FileName), new string('x', 5000));
        string message = Assert.Throws<IOException>(() => CellBook.Open(folder, Time)).Message;
        Assert.Contains(CellBook.FileName, message, StringComparison.Ordinal);
        Assert.Contains("edgelogger doctor", message, StringComparison.Ordinal);
    }
}
