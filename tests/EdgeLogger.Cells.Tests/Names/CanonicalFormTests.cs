using System.Globalization;
using System.Linq;
using System.Text;
using CsCheck;
using EdgeLogger.Cells.Names;

namespace EdgeLogger.Cells.Tests.Names;

/// <summary>Unicode's composed and decomposed forms, which the runtime does not have without ICU.</summary>
public sealed class CanonicalFormTests
{
    [Theory]
    // From Unicode's NormalizationTest.txt: source, composed, decomposed, as code points.
    [InlineData("65 301", "E9", "65 301")]
    [InlineData("212B", "C5", "41 30A")]
    [InlineData("1E9B 323", "1E9B 323", "17F 323 307")]
    [InlineData("44 307 323", "1E0C 307", "44 323 307")]
    [InlineData("1112 1161 11AB", "D55C", "1112 1161 11AB")]
    [InlineData("AC00 11A8", "AC01", "1100 1161 11A8")]
    [InlineData("AC01 11A8", "AC01 11A8", "1100 1161 11A8 11A8")]
    [InlineData("958", "915 93C", "915 93C")]
    [InlineData("61 315 300 5AE 2089 62", "E0 5AE 315 2089 62", "61 5AE 300 315 2089 62")]
    [InlineData("2126", "3A9", "3A9")]
    [InlineData("1D15E", "1D157 1D165", "1D157 1D165")]
    [InlineData("1099 110BA", "1099 110BA", "1099 110BA")]
    [InlineData("11099 110BA", "1109A", "11099 110BA")]
    [InlineData("301 65", "301 65", "301 65")]
    [InlineData("65 5B0 301", "E9 5B0", "65 5B0 301")]
    [InlineData("65 302 301", "1EBF", "65 302 301")]
    [InlineData("65 301 302", "E9 302", "65 301 302")]
    public void A_text_has_the_forms_that_Unicode_gives_it(string source, string composed, string decomposed)
    {
        Assert.Equal(composed, Points(CanonicalForm.Compose(Text(source))));
        Assert.Equal(decomposed, Points(CanonicalForm.Decompose(Text(source))));
    }

    [Fact]
    public void Composing_what_was_decomposed_gives_what_composing_gives() =>
        Letters.Array[0, 12].Sample(letters =>
        {
            string text = string.Concat(letters.Select(letter => new Rune(letter).ToString()));
            string composed = CanonicalForm.Compose(text);
            Assert.Equal(composed, CanonicalForm.Compose(CanonicalForm.Decompose(text)));
            Assert.Equal(composed, CanonicalForm.Compose(composed));
            Assert.Equal(CanonicalForm.Decompose(text), CanonicalForm.Decompose(composed));
        });

    // Letters with marks, marks, Hangul, and what stands far out.
    private static readonly Gen<int> Letters = Gen.OneOf(
        Gen.Int[0x41, 0x17F], Gen.Int[0x300, 0x345], Gen.Int[0x1100, 0x11FF], Gen.Int[0xAC00, 0xD7A3], Gen.Int[0x1E00, 0x1FFF],
        Gen.Int[0x900, 0x9FF], Gen.Int[0x11080, 0x110FF]);

    private static string Text(string points) =>
        string.Concat(points.Split(' ').Select(
            point => new Rune(int.Parse(point, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString()));

    private static string Points(string text) =>
        string.Join(' ', text.EnumerateRunes().Select(rune => rune.Value.ToString("X", CultureInfo.InvariantCulture)));
}
