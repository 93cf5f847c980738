using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;
using SkiaSharp;
using ZXing;
using ZXing.Common;
using ZXing.Multi.QrCode;

namespace EdgeLogger.Gateway.Tests;

/// <summary><c>edgelogger cell label</c>: the codes are read back from the pictures.</summary>
public sealed class CellLabelCommandTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-label-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData(".svg")]
    [InlineData(".png")]
    public async Task A_code_leads_to_the_page_of_its_cell(string ending)
    {
        string[] names = ["WJK-0412", "Zelle Ö & 5W", new string('電', 64)];
        foreach (string name in names)
        {
            await OkAsync("cell", "add", name, "--mass-mg", "6.02", "--cohort", "5W&LRMO");
        }

        string file = Path.Combine(_directory, "labels" + ending);
        Assert.Equal($"{file}: 3 labels\n", await LabelAsync(file, names));

        Assert.Equal(names.Select(name => "http://gateway.lab:8080/cells/" + Uri.EscapeDataString(name)).Order(),
            Read(file).Order());
    }

    [Fact]
    public async Task Name_cohort_and_mass_stand_under_each_code_and_a_19th_label_on_a_second_page()
    {
        string[] names = [.. Enumerable.Range(1, 19).Select(i => $"A-{i}")];
        foreach (string name in names)
        {
            await OkAsync("cell", "add", name, "--mass-mg", "6.02", "--cohort", "5W&LRMO");
        }

        string file = Path.Combine(_directory, "labels.svg");
        string second = Path.Combine(_directory, "labels-2.svg");
        Assert.Equal($"{file}: 18 labels\n{second}: 1 labels\n", await LabelAsync(file, names));
        Assert.Equal(["A-19", "5W&LRMO", "6.02 mg"], XDocument.Load(second).Descendants()
            .Where(element => element.Name.LocalName == "text").Select(element => element.Value));
        Assert.Equal(18, Read(file).Length);
        Assert.Equal(["http://gateway.lab:8080/cells/A-19"], Read(second));
    }

    [Theory]
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

    private Task<string> LabelAsync(string file, string[] names) =>
        OkAsync(["cell", "label", .. names, "--out", file, "--url", "http://gateway.lab:8080/"]);

    private static string[] Read(string file)
    {
        using SKBitmap picture = Path.GetExtension(file) == ".svg" ? Drawn(XDocument.Load(file)) : SKBitmap.Decode(file);
        byte[] grey = [.. picture.Pixels.Select(pixel => pixel.Green)];
        RGBLuminanceSource source = new(grey, picture.Width, picture.Height, RGBLuminanceSource.BitmapFormat.Gray8);
        Dictionary<DecodeHintType, object> hints = new() { [DecodeHintType.TRY_HARDER] = true };
        Result[] found = new QRCodeMultiReader().decodeMultiple(new BinaryBitmap(new HybridBinarizer(source)), hints) ?? [];
        return [.. found.Select(one => one.Text)];
    }

    /// <summary>The dark modules of an SVG, three pixels for each unit of the page.</summary>
    private static SKBitmap Drawn(XDocument page)
    {
        const float Scale = 3;
        SKBitmap picture = new((int)(Scale * Number(page.Root!, "width")), (int)(Scale * Number(page.Root!, "height")));
        using SKCanvas canvas = new(picture);
        canvas.Clear(SKColors.White);
        canvas.Scale(Scale);
        using SKPaint black = new() { Color = SKColors.Black, IsAntialias = true };
        foreach (XElement run in page.Descendants().Where(element => element.Name.LocalName == "polyline"))
        {
            float[] at = [.. run.Attribute("points")!.Value.Split(' ', ',').Select(text =>
                float.Parse(text, CultureInfo.InvariantCulture))];
            float half = Number(run, "stroke-width") / 2;
            canvas.DrawRect(new SKRect(at[0], at[1] - half, at[2], at[3] + half), black);
        }

        return picture;
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
