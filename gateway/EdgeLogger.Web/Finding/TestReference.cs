using System;
using System.Globalization;
using EdgeLogger.Cells.Names;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Web.Finding;

/// <summary>A test as an address names it: NAME/N.</summary>
/// <param name="Cell">A name that its cell has or has had.</param>
/// <param name="Number">Its number within the cell, from 1.</param>
public readonly record struct TestReference(string Cell, int Number)
{
    /// <summary>The path of its view.</summary>
    public string Path => PagePath.OfTest(Cell, Number);

    /// <summary>A test by its name; null while the book has not been read, and there is none.</summary>
    public static TestReference? Of(TestName? name) => name is null ? null : new TestReference(name.Cell, name.Number);

    /// <summary>Reads NAME/N; null if it is not that.</summary>
    public static TestReference? Read(string? text) =>
        text?.LastIndexOf('/') is > 0 and var slash
        && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? new TestReference(text[..slash], number)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Cell}/{Number}");
}
