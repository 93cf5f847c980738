using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells.Names;

namespace EdgeLogger.Cells.Tests.Names;

/// <summary>What a cell may be called.</summary>
public sealed class CellNameTests
{
    [Theory]
    [InlineData("WJK-0412")]
    [InlineData("5W&LRMO, 15 mg/cm2", "'/', its character 15")]
    [InlineData("a/b", "'/', its character 2")]
    [InlineData("a#b", "'#'")]
    [InlineData("a+b", "'+'")]
    [InlineData("a?b", "'?'")]
    [InlineData("50%", "'%', its character 3")]
    [InlineData("a\tb", "a control character (U+0009), its character 2")]
    [InlineData("a\u202Eb", "an invisible character (U+202E), its character 2")]
    [InlineData("a\u2066b", "an invisible character (U+2066)")]
    [InlineData("a\u200Bb", "an invisible character (U+200B)")]
    [InlineData("a\u00A0b", "a space that is not the plain one (U+00A0)")]
    [InlineData("a\u2028b", "a line end (U+2028)")]
    [InlineData("a\uE000b", "a character without a meaning of its own (U+E000)")]
    [InlineData("", "is empty")]
    [InlineData(" \u3000 ", "is empty")]
    [InlineData("..", "only dots")]
    [InlineData("Zelle 4, Ö-Serie")]
    [InlineData("电池 12")]
    [InlineData("🔋 7")]
    public void A_name_that_cannot_be_says_which_character_and_what_to_do(string text, string? refusal = null)
    {
        if (refusal is null)
        {
            Assert.Equal(text, CellName.Parse(text).Text);
            return;
        }

        string message = Assert.Throws<CellBookException>(() => CellName.Parse(text)).Message;
        Assert.Contains(refusal, message, StringComparison.Ordinal);
        Assert.Matches("(Leave it out|Give |Type it again|Add a letter)", message);
    }

    [Fact]
    public void Each_example_of_the_specification_is_a_name_that_an_address_gives_back_or_is_refused_with_its_words()
    {
        IReadOnlyList<NameExample> examples = NameExample.Read();
        Assert.InRange(examples.Count, 12, 30);
        foreach (NameExample example in examples)
        {
            string becomes;
            try
            {
                string name = CellName.Parse(example.Text).Text;
                Assert.Equal(example.Shown, example.Text);
                Assert.Equal("/cells/" + name, Uri.UnescapeDataString(PagePath.OfCell(name)));
                becomes = $"a name of {name.EnumerateRunes().Count()} characters";
            }
            catch (CellBookException refusal)
            {
                becomes = refusal.Message.Split(". ")[0].Replace("The name of a cell cannot have ", "refused: ",
                    StringComparison.Ordinal);
            }

            Assert.Equal((example.Shown, example.Outcome), (example.Shown, becomes));
        }
    }

    [Fact]
    public void Marks_of_a_letter_in_either_order_are_one_name() =>
        Assert.Equal(CellName.Parse("\u062E\u0644\u0650\u0651"), CellName.Parse("\u062E\u0644\u0651\u0650"));

    [Fact]
    public void A_name_has_64_characters_at_most_also_where_each_takes_two_places()
    {
        Assert.Equal(64, CellName.Parse(new string('x', 64)).Text.Length);
        Assert.Equal(128, CellName.Parse(string.Concat(Enumerable.Repeat("🔋", 64))).Text.Length);
        Assert.Contains("has 65 characters", Assert.Throws<CellBookException>(() => CellName.Parse(new string('x', 65))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_with_half_a_character_is_refused() =>
        Assert.Contains("half a character at its place 2",
            Assert.Throws<CellBookException>(() => CellName.Parse("a\uD800b")).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_spellings_of_one_name_are_one_name_and_two_cases_are_two()
    {
        Assert.Equal(CellName.Parse("Zelle \u00D6"), CellName.Parse("  Zelle O\u0308 "));
        Assert.NotEqual(CellName.Parse("wjk"), CellName.Parse("WJK"));
    }
}
