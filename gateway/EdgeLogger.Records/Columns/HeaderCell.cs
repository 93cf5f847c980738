using System;

namespace EdgeLogger.Records.Columns;

/// <summary>One cell of a header, taken apart into the name of a quantity and its unit.</summary>
/// <param name="Text">As it stands in the file.</param>
/// <param name="Name">In lower case, underscores as spaces, without the unit: "test time".</param>
/// <param name="Unit">As written, "mA"; null where there is none.</param>
/// <param name="Style">Where the unit stood.</param>
internal readonly record struct HeaderCell(string Text, string Name, string? Unit, CellStyle Style)
{
    public static HeaderCell Parse(string text)
    {
        string cell = text.Trim();
        int open = cell.IndexOfAny(['(', '[']);
        int close = open < 0 ? -1 : cell.IndexOfAny([')', ']'], open);
        if (open > 0 && close > open)
        {
            string name = Plain(cell[..open] + " " + cell[(close + 1)..]);
            return new HeaderCell(cell, name, cell[(open + 1)..close].Trim(), CellStyle.Bracketed);
        }

        int slash = cell.LastIndexOf('/');
        if (slash > 0 && slash < cell.Length - 1)
        {
            CellStyle style = cell[slash - 1] == ' ' && cell[slash + 1] == ' ' ? CellStyle.SpacedSlash : CellStyle.Slash;
            return new HeaderCell(cell, Plain(cell[..slash]), cell[(slash + 1)..].Trim(), style);
        }

        int underscore = cell.LastIndexOf('_');
        return underscore > 0 && Units.IsWord(cell[(underscore + 1)..])
            ? new HeaderCell(cell, Plain(cell[..underscore]), cell[(underscore + 1)..], CellStyle.Suffix)
            : new HeaderCell(cell, Plain(cell), null, CellStyle.Bare);
    }

    private static string Plain(string name)
    {
        string[] words = name.Split([' ', '_'], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words).ToLowerInvariant();
    }
}
