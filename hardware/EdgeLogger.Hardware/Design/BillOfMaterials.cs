using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace EdgeLogger.Hardware.Design;

/// <summary>What has to be ordered for one board: a line for each part number, as CSV.</summary>
public static class BillOfMaterials
{
    /// <summary>First line of the file.</summary>
    public const string Header = "quantity,references,value,description,manufacturer,part_number,alternatives,footprint,checked";

    /// <summary>The file's text.</summary>
    public static string Csv()
    {
        List<(string Reference, PartType Type)> all = [.. ReferenceDesign.Root.Parts.Select(part => (part.Reference, part.Type))];
        for (int slot = 0; slot < SlotDesign.Slots; slot++)
        {
            int number = slot;
            all.AddRange(ReferenceDesign.Slot.Parts.Select(
                part => (ReferenceDesign.ReferenceOf(number, part.Reference), part.Type)));
        }

        StringBuilder text = new(Header + "\n");
        foreach (IGrouping<string, (string Reference, PartType Type)> line in all.GroupBy(part => part.Type.PartNumber)
            .OrderBy(line => line.Key, StringComparer.Ordinal))
        {
            PartType type = line.First().Type;
            string references = string.Join(' ', line.Select(part => part.Reference).OrderBy(Padded, StringComparer.Ordinal));
            string[] cells =
            [
                line.Count().ToString(System.Globalization.CultureInfo.InvariantCulture), references, type.Value,
                type.Description, type.Manufacturer,
                type.PartNumber, type.Alternatives, type.Footprint, type.CheckedAgainst.Length > 0
                    ? type.CheckedAgainst
                    : "not checked",
            ];
            text.AppendJoin(',', cells.Select(Cell)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Part number by reference, out of a file.</summary>
    /// <exception cref="FormatException">Not such a file, or a reference stands in it twice.</exception>
    public static IReadOnlyDictionary<string, string> Read(string csv)
    {
        ArgumentNullException.ThrowIfNull(csv);
        string[] lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines[0] != Header)
        {
            throw new FormatException($"The first line is not \"{Header}\".");
        }

        Dictionary<string, string> numbers = [];
        foreach (List<string> cells in lines.Skip(1).Select(Cells))
        {
            foreach (string reference in cells[1].Split(' '))
            {
                if (!numbers.TryAdd(reference, cells[5]))
                {
                    throw new FormatException($"{reference} stands in two lines.");
                }
            }
        }

        return numbers;
    }

    private static string Padded(string reference)
    {
        string letters = new([.. reference.TakeWhile(char.IsLetter)]);
        return letters + reference[letters.Length..].PadLeft(5, '0');
    }

    private static string Cell(string value) =>
        value.AsSpan().IndexOfAny(',', '"') < 0 ? value : "\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static List<string> Cells(string line)
    {
        List<string> cells = [];
        StringBuilder cell = new();
        bool quoted = false;
        foreach (char letter in line)
        {
            if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (letter == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(letter);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
