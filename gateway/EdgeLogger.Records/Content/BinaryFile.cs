using System;
using System.Text;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Content;

/// <summary>Binary files of cyclers and spreadsheets, recognised by their first bytes.</summary>
internal static class BinaryFile
{
    private const int DirectoryBytes = 64 * 1024;

    /// <exception cref="RecordFormatException">The file is binary; the message says what to export instead.</exception>
    public static void Refuse(ReadOnlySpan<byte> head, bool isWide)
    {
        if ((NameOf(head) ?? (isWide ? null : NameOfUnknown(head))) is string found)
        {
            throw new RecordFormatException($"this is {found}");
        }
    }

    private static string? NameOf(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\0\u0001\0\0Standard Jet DB"u8) || head.StartsWith("\0\u0001\0\0Standard ACE DB"u8))
        {
            return "an Access database, as Arbin's .res is: export the channel as CSV, from Arbin's Data Watcher or MITS Pro.";
        }

        if (head.StartsWith("NEWARE"u8))
        {
            return "a binary Neware .nda: open it in BTSDA and export a CSV or text report with the records.";
        }

        if (head.StartsWith("PK\u0003\u0004"u8))
        {
            return NameOfZip(head[..Math.Min(head.Length, DirectoryBytes)]);
        }

        if (head.StartsWith("BIO-LOGIC MODULAR FILE"u8))
        {
            return "a binary BioLogic .mpr: export it as text in EC-Lab or BT-Lab (Experiment, Export as "
                + "Text), which gives an .mpt.";
        }

        return NameOfContainer(head);
    }

    private static string NameOfZip(ReadOnlySpan<byte> head)
    {
        if (head.IndexOf(".ndc"u8) >= 0 || head.IndexOf("VersionInfo.xml"u8) >= 0)
        {
            return "a binary Neware .ndax: open it in BTSDA and export a CSV or text report with the records.";
        }

        return head.IndexOf("[Content_Types].xml"u8) >= 0 || head.IndexOf("xl/"u8) >= 0
            ? "an Excel workbook (.xlsx): save the sheet with the records as CSV."
            : "a ZIP archive: unpack it, and give the text file inside.";
    }

    private static string? NameOfContainer(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            return "an old Excel workbook (.xls): save the sheet with the records as CSV.";
        }

        if (head.StartsWith<byte>([0x89, 0x48, 0x44, 0x46]) || head.StartsWith("PAR1"u8) || head.StartsWith("MATLAB 5.0"u8)
            || head.StartsWith("SQLite format 3\0"u8))
        {
            return $"binary ({Encoding.ASCII.GetString(head[..4]).Trim('?')}...): write the records to a CSV file.";
        }

        return null;
    }

    /// <summary>No text has these control codes near its beginning.</summary>
    private static string? NameOfUnknown(ReadOnlySpan<byte> head) =>
        head[..Math.Min(head.Length, 512)].IndexOfAnyInRange((byte)0, (byte)6) >= 0
            ? "binary, of no kind known here: export the records as CSV or text."
            : null;
}
