using System.Linq;
using EdgeLogger.Cells.Model;

namespace EdgeLogger.Cells.Tests;

/// <summary>Finding by words.</summary>
public sealed class SearchTests : BookFixture
{
    [Theory]
    [InlineData("wjk", "WJK-0412")]
    [InlineData("0412", "WJK-0412")]
    [InlineData("WJK-04", "WJK-0412")]
    [InlineData("jurgen", "WJK-0412")]
    [InlineData("JÜRG", "WJK-0412")]
    [InlineData("ju\u0308rgen", "WJK-0412")]
    [InlineData("5w lrmo", "WJK-0412")]
    [InlineData("wjk müller", "WJK-0412")]
    [InlineData("电池", "电池 12")]
    [InlineData("电", "电池 12")]
    [InlineData("ελλη", "Έλληνας")]
    [InlineData("ürgen")]
    [InlineData("412")]
    [InlineData("wjk nobody")]
    [InlineData("\" OR words:*")]
    [InlineData("NEAR(a b)")]
    [InlineData("- \" * ( )")]
    [InlineData("")]
    public void A_cell_is_found_by_the_begins_of_its_words_without_case_and_accents(string text, params string[] found)
    {
        Cell("WJK-0412", cohort: "5W&LRMO", op: "Jürgen Müller");
        Cell("电池 12");
        Cell("Έλληνας");
        Assert.Equal(found, Book.Search(text).Select(hit => hit.Title));
    }

    [Fact]
    public void Notes_and_protocols_are_found_with_what_they_are_about_and_old_words_are_not()
    {
        Cell cell = Cell("A", cohort: "5W");
        TestRun test = Book.Start(
            cell.Id, Slot("b/0"), At("01 08:00"), new TestSettings { Conditions = new() { Protocol = "formation C/10" } }, Ana);
        Book.AddNote(NoteSubject.OfTest(test.Id), Utc("01 12:00"), "pressure to 75 MPa", Ana);
        Book.AddNote(NoteSubject.OfCohort("5W"), Utc("01 12:00"), "new powder", Ana);

        Assert.Equal(new(BookItem.Test, test.Id, "A, test 1", "formation C/10"), Assert.Single(Book.Search("format")));
        Assert.Equal((BookItem.Note, "A, test 1", "pressure to 75 MPa"), Book.Search("press 75")
            .Select(hit => (hit.Item, hit.Title, hit.Text)).Single());
        Assert.Equal(("5W", "new powder"), Book.Search("powder").Select(hit => (hit.Title, hit.Text)).Single());
        Book.SetTest(test.Id, was => was with { Conditions = was.Conditions with { Protocol = "ageing" } }, Ana);
        Assert.Empty(Book.Search("format"));
        Assert.Single(Book.Search("age"));
    }

    [Fact]
    public void No_more_are_given_than_asked_for()
    {
        for (int i = 0; i < 5; i++)
        {
            Cell($"A {i}");
        }

        Assert.Equal(3, Book.Search("a", 3).Count);
        Assert.Equal(5, Book.Search("a", int.MaxValue).Count);
    }
}
