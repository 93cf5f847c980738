using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using EdgeLogger.Cells.Many;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cells.Tests;

/// <summary>Tables of tests to start, as labs write them.</summary>
public sealed class TableTests : BookFixture
{
    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    public void Each_separator_is_read_and_headings_differ_in_case_spaces_and_brackets(string separator)
    {
        string[] headings = ["Cell", " SLOT ", "Active mass (mg)", "Area [cm\u00b2]", "1C (mA/g)", "Loading (mg/cm2)", "Cohort",
            "Counter electrode", "Electrode", "Made", "at", "Pressure [MPa]", "Temperature (\u00b0C)", "Field press",
            "Reference cycle", "Reference C-rate", "protocol"];
        string[] texts = ["WJK-0412", "bench-01/0", "6.02", "0.785", "200", "7.7", "5W&LRMO", "In/InLi", "cathode", "2026-06-30",
            "2026-07-01T10:00", "75", "-20", "380 MPa", "5", "0.1", $"\"C/10{separator} \"\"3x\"\"\nC/3\""];

        TestTable table = Read($"{string.Join(separator, headings)}\r\n\r\n{string.Join(separator, texts)}\r\n");

        TableLine line = Assert.Single(table.Lines);
        Assert.Null(line.Problem);
        Assert.Equal(3, line.Row);
        TestLine test = line.Test!;
        Assert.Equal(("WJK-0412", "bench-01/0", 1_782_900_000_000), (test.Cell, test.Slot, test.FromUtcMs));
        CellFacts said = test.Facts;
        Assert.Equal((6.02, 0.785, 200, 7.7), (said.ActiveMassMg, said.AreaCm2, said.OneCMilliampPerG, said.LoadingMgPerCm2));
        Assert.Equal(("5W&LRMO", "In/InLi", ElectrodeKind.CathodeHalfCell, new DateOnly(2026, 6, 30)),
            (said.Cohort, said.CounterElectrode, said.Electrode, said.Made));
        Assert.Equal(("380 MPa", 5, 0.1), (said.Fields["press"], said.ReferenceCycle, said.ReferenceCRate));
        Assert.Equal(new TestConditions
        { PressureMpa = 75, TemperatureDegC = -20, Protocol = $"C/10{separator} \"3x\"\nC/3" }, test.Settings.Conditions);
    }

    [Fact]
    public void The_template_with_the_example_of_each_column_is_a_table_without_a_problem()
    {
        Assert.Equal(["cell", "slot"], TestTable.KnownColumns.Where(column => column.IsRequired).Select(column => column.Name));
        string line = string.Join(',', TestTable.KnownColumns.Select(column => $"\"{column.Example}\""));
        TestTable table = Read(TestTable.Template + line);
        Assert.Equal(TestTable.KnownColumns.Select(column => column.Name), table.Columns);
        Assert.Null(Assert.Single(table.Lines).Problem);
        // Empty, it starts nothing.
        Assert.Contains("headings only", Assert.Throws<CellBookException>(() => Read(TestTable.Template)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_that_cannot_be_read_are_named_by_their_row_with_what_to_give()
    {
        TestTable table = Read("cell;slot;mass_mg;electrode;made;at;reference_cycle\n"
            + "A;b/0;6,02;;;\nB;b/1;6,020;;;\nC;b/2;6 mg;;;\n"
            + "D;b/3;;both;;\n\nE;b/4;;;1.7.2026;\nF;b/5;;;;noon\nG;b/6;;;;;;more\nH;b/7;;;;;2.5\n");

        Assert.Equal(6.02, table.Lines[0].Test!.Facts.ActiveMassMg);
        (int Row, string Problem)[] expected =
        [
            (3, "'6,020' can be 6.020 or 6020. Write it with a point."), (4, "'6 mg' is not a number."),
            (5, "electrode 'both' is not known. Give cathode, anode, full."), (7, "'1.7.2026' is not a day."),
            (8, "'noon' is not a time."), (9, "'more' stands in a column without a heading."),
            (10, "'2.5' is not the number of a cycle."),
        ];
        TableLine[] refused = [.. table.Lines.Where(line => line.Problem is not null)];
        Assert.Equal(expected.Select(one => one.Row), refused.Select(line => line.Row));
        Assert.All(expected.Zip(refused), one =>
            Assert.StartsWith(one.First.Problem, one.Second.Problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "The table is empty")]
    [InlineData("cell,slot\n", "headings only")]
    [InlineData("cell,mass_mg\nA,6\n", "no column slot")]
    [InlineData("cell,slot,mass\nA,b/0,6\n", "'mass' is not a column of this table, or lacks its unit")]
    [InlineData("cell,slot,mass (g)\nA,b/0,6\n", "'mass (g)' is not a column")]
    [InlineData("cell,slot,Mass (mg),mass_mg\nA,b/0,6,7\n", "The column mass_mg is there twice")]
    [InlineData("cell,slot\nA,\"b/0\n", "A quote of the table has no end")]
    public void What_is_no_table_is_refused_with_what_to_do(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<CellBookException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_table_that_is_not_UTF8_is_refused_and_no_letter_is_guessed()
    {
        byte[] latin = Encoding.Latin1.GetBytes("cell,slot\nZelle \u00d6,b/0\n");
        Assert.Contains("UTF-8", Assert.Throws<CellBookException>(() => TestTable.Read(new MemoryStream(latin), 0)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_sheet_of_a_workbook_is_read_with_its_numbers_and_dates()
    {
        TestTable table = TestTable.Read(Workbook(), Utc("02 08:00"));
        TableLine line = Assert.Single(table.Lines);
        Assert.Equal((2, null), (line.Row, line.Problem));
        Assert.Equal(("412", "b/0", 6.02, new DateOnly(2026, 6, 30)),
            (line.Test!.Cell, line.Test.Slot, line.Test.Facts.ActiveMassMg, line.Test.Facts.Made));
        Assert.Equal(Utc("02 08:00"), line.Test.FromUtcMs);
    }

    [Fact]
    public void A_damaged_workbook_is_refused_in_a_sentence()
    {
        byte[] whole = Workbook().ToArray();
        for (int length = 2; length < whole.Length; length += 97)
        {
            MemoryStream part = new(whole[..length]);
            Assert.Contains("Save it again", Assert.Throws<CellBookException>(() => TestTable.Read(part, 0)).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Lines_are_checked_against_the_book_and_each_other_and_nothing_is_changed()
    {
        Start(Cell("A"), "b/0", At("01 07:00"));
        long version = Book.Version;
        TestTable table = Read("cell,slot,mass_mg\nB,b/1,6\nC,b/0,6\nD,b/1,6\nE,b/2,x\nF,b/3,6020\n");

        Assert.Equal([(2, ""), (3, "b/0 holds A, test 1"), (4, "b/1 holds B, test 1"), (5, "'x' is not a numbe"),
            (6, "6.02 g of active ma")], Book.Check(table, Ana).Select(line =>
            (line.Row, line.Problem is null ? "" : line.Problem[..(line.Row == 5 ? 18 : 19)])));
        Assert.Equal(version, Book.Version);
        Assert.All(Book.Check(Read("cell,slot,mass_mg\nF,b/3,6020\n", massIsRight: true), Ana),
            line => Assert.Null(line.Problem));
    }

    private static TestTable Read(string text, bool massIsRight = false) =>
        TestTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), Utc("02 08:00"),
            new CellFacts { MassIsRight = massIsRight });

    private static MemoryStream Workbook()
    {
        MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("[Content_Types].xml", """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Default Extension="xml" ContentType="application/xml"/></Types>
                """);
            Add("_rels/.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
                Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
                Target="xl/workbook.xml"/></Relationships>
                """);
            Add("xl/_rels/workbook.xml.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
                Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
                Target="worksheets/sheet1.xml"/><Relationship Id="rId2"
                Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
                </Relationships>
                """);
            Add("xl/workbook.xml", """
                <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
                <sheet name="Cells" sheetId="1" r:id="rId1"/></sheets></workbook>
                """);
            Add("xl/styles.xml", """
                <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2">
                <xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>
                """);
            Add("xl/worksheets/sheet1.xml", """
                <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
                <row r="1"><c r="A1" t="inlineStr"><is><t>Cell</t></is></c><c r="B1" t="inlineStr"><is><t>Slot</t></is></c>
                <c r="C1" t="inlineStr"><is><t>Mass (mg)</t></is></c><c r="D1" t="inlineStr"><is><t>made</t></is></c></row>
                <row r="2"><c r="A2"><v>412</v></c><c r="B2" t="inlineStr"><is><t>b/0</t></is></c><c r="C2"><v>6.02</v></c>
                <c r="D2" s="1"><v>46203</v></c></row></sheetData></worksheet>
                """);

            void Add(string name, string text)
            {
                using Stream part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        file.Position = 0;
        return file;
    }
}
