using EdgeLogger.Records.Columns;
using EdgeLogger.Records.Formats;

namespace EdgeLogger.Records.Table;

/// <summary>The header of a known format.</summary>
/// <param name="Line">Its line, from 0.</param>
/// <param name="Separator">What separates the fields: tab, semicolon or comma.</param>
/// <param name="Cells">Its cells.</param>
/// <param name="Match">The format and its columns.</param>
internal sealed record FoundHeader(int Line, char Separator, HeaderCell[] Cells, FormatMatch Match)
{
    /// <summary>Fields that are empty before a nested record; 0 in a flat file.</summary>
    public int Indent
    {
        get
        {
            int indent = 0;
            while (Match.Format.MayNest && indent < Cells.Length && Cells[indent].Text.Length == 0)
            {
                indent++;
            }

            return indent;
        }
    }
}
