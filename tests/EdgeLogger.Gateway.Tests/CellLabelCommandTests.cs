using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using System.Xml.Linq;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;
using SkiaSharp;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace EdgeLogger.Gateway.Tests;

/// <summary><c>edgelogger cell label</c>: the codes are read back from the pictures.</summary>
public sealed class CellLabelCommandTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-label-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Each_code_leads_to_the_page_of_the_cell_whose_name_stands_under_it()
    {
        string[] names = ["WJK-0412", "Zelle Ö & 5W", new string('電', 64)];
        await AddAsync(names);
        string file = Path.Combine(_directory, "labels.svg");
        Assert.Equal($"{file}: 3 labels\n", await LabelAsync(file, names));

        XElement[] labels = Labels(file);
        Assert.Equal(names, labels.Select(label => label.Attribute("aria-label")!.Value));
        Assert.Equal(names.Select(name => "http://gateway.lab:8080/cells/" + Uri.EscapeDataString(name)),
            labels.Select(label => Read(Drawn(label))));
    }

    [Fact]
    public async Task The_code_of_a_picture_is_read_too()
    {
        await AddAsync("WJK-0412");
        string file = Path.Combine(_directory, "label.png");
        await LabelAsync(file, "WJK-0412");
        Assert.Equal("http://gateway.lab:8080/cells/WJK-0412", Read(SKBitmap.Decode(file)));
    }

    [Fact]
    public async Task Name_cohort_and_mass_stand_under_each_code_and_a_19th_label_on_a_second_page()
    {
        string[] names = [.. Enumerable.Range(1, 19).Select(i => $"A-{i}")];
        await AddAsync(names);
        string file = Path.Combine(_directory, "labels.svg");
        string second = Path.Combine(_directory, "labels-2.svg");
        Assert.Equal($"{file}: 18 labels\n{second}: 1 label\n", await LabelAsync(file, names));
        Assert.Equal(names[..18], Labels(file).Select(label => label.Attribute("aria-label")!.Value));
        XElement last = Assert.Single(Labels(second));
        Assert.Equal((string[])["A-19", "5W&LRMO", "6.02 mg"], last.Elements()
            .Where(element => element.Name.LocalName == "text").Select(element => element.Value));
        Assert.Equal("http://gateway.lab:8080/cells/A-19", Read(Drawn(last)));
    }

    [Fact]
    public async Task Forty_cells_that_one_table_started_are_labelled_as_a_cohort_and_each_code_is_read_back()
    {
        string[] names = [.. Enumerable.Range(1, 40).Select(i => $"WJK-{i:D4}")];
        string table = Path.Combine(_directory, "cells.csv");
        await File.WriteAllLinesAsync(table, ["cell,slot,mass_mg,cohort",
            .. names.Select((name, i) => $"{name},bench-{i / 4}/{i % 4},6.02,5W&LRMO")], TestContext.Current.CancellationToken);
        await OkAsync("cell", "start", "--table", table, "--at", "2026-07-01T10:00");
        await OkAsync("cell", "add", "Other", "--cohort", "5W");

        string file = Path.Combine(_directory, "labels.svg");
        Assert.EndsWith("labels-3.svg: 4 labels\n",
            await OkAsync("cell", "label", "--cohort", "5W&LRMO", "--out", file, "--url", "http://gateway.lab:8080/"),
            StringComparison.Ordinal);
        XElement[] labels = [.. ((string[])["labels.svg", "labels-2.svg", "labels-3.svg"])
            .SelectMany(page => Labels(Path.Combine(_directory, page)))];
        Assert.Equal(names.Select(name => "http://gateway.lab:8080/cells/" + name), labels.Select(label => Read(Drawn(label))));
        Assert.Equal("%PDF-", (await PdfAsync("labels.pdf"))[..5]);
    }

    [Theory]
    [InlineData("--out labels.svg --url http://g", "No cell is named. Give names, or --cohort NAME")]
    [InlineData("--cohort 6W --out labels.svg --url http://g", "There is no cell of the cohort 6W")]
    [InlineData("A --out labels.svg --url gateway.lab", "'gateway.lab' is not the address of a page")]
    [InlineData("A --out labels.txt --url http://g", "does not say what to draw")]
    [InlineData("None --out labels.svg --url http://g", "There is no cell None")]
    [InlineData("A --url http://g", "--out")]
    public async Task What_cannot_be_labelled_says_what_can(string arguments, string expected)
    {
        await OkAsync("cell", "add", "A");
        ProgramResult run = await RunAsync(["cell", "label", .. arguments.Split(' ')]);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
    }

    private async Task AddAsync(params string[] names)
    {
        foreach (string name in names)
        {
            await OkAsync("cell", "add", name, "--mass-mg", "6.02", "--cohort", "5W&LRMO");
        }
    }

    private Task<string> LabelAsync(string file, params string[] names) =>
        OkAsync(["cell", "label", .. names, "--out", file, "--url", "http://gateway.lab:8080/"]);

    private async Task<string> PdfAsync(string name)
    {
        string file = Path.Combine(_directory, name);
        await OkAsync("cell", "label", "--cohort", "5W&LRMO", "--out", file, "--url", "http://gateway.lab:8080/");
        return await File.ReadAllTextAsync(file, Encoding.Latin1, TestContext.Current.CancellationToken);
    }

    private static XElement[] Labels(string file) =>
        [.. XDocument.Load(file).Root!.Elements().Where(element => element.Name.LocalName == "g")];

    private static string? Read(SKBitmap picture)
    {
        using (picture)
        {
            byte[] grey = [.. picture.Pixels.Select(pixel => pixel.Green)];
            RGBLuminanceSource source = new(grey, picture.Width, picture.Height, RGBLuminanceSource.BitmapFormat.Gray8);
            Dictionary<DecodeHintType, object> hints = new() { [DecodeHintType.TRY_HARDER] = true };
            return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source)), hints)?.Text;
        }
    }

    /// <summary>The code of a label as it is printed, two pixels for each unit of the page, with white around it.</summary>
    private static SKBitmap Drawn(XElement label)
    {
        const float Scale = 2;
        const float White = 20;
        SKRect[] runs = [.. label.Elements().Where(element => element.Name.LocalName == "polyline").Select(RunOf)];
        float left = runs.Min(run => run.Left) - White;
        float top = runs.Min(run => run.Top) - White;
        SKBitmap picture = new((int)(Scale * (runs.Max(run => run.Right) + White - left)),
            (int)(Scale * (runs.Max(run => run.Bottom) + White - top)));
        using SKCanvas canvas = new(picture);
        canvas.Clear(SKColors.White);
        canvas.Scale(Scale);
        canvas.Translate(-left, -top);
        using SKPaint black = new() { Color = SKColors.Black, IsAntialias = true };
        foreach (SKRect run in runs)
        {
            canvas.DrawRect(run, black);
        }

        return picture;
    }

    private static SKRect RunOf(XElement line)
    {
        float[] at = [.. line.Attribute("points")!.Value.Split(' ', ',')
            .Select(text => float.Parse(text, CultureInfo.InvariantCulture))];
        float half = Number(line, "stroke-width") / 2;
        return new SKRect(at[0], at[1] - half, at[2], at[3] + half);
    }

    private static float Number(XElement element, string name) =>
        float.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private async Task<string> OkAsync(params string[] arguments)
    {
        ProgramResult run = await RunAsync(arguments);
        Assert.True(run.ExitCode == 0, run.Errors);
        return run.Output;
    }

    private Task<ProgramResult> RunAsync(params string[] arguments) =>
        ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, [.. arguments, "--data", _directory]);
}
