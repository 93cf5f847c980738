using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using System.Xml.Linq;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Gateway.Tests;

/// <summary>The page that <c>edgelogger cycles --plot</c> draws.</summary>
public sealed class CyclePlotTests : IDisposable
{
    private const int Cycles = 8;
    private static readonly string[] PanelNames = ["capacity", "coulombic efficiency", "voltage against charge", "dQ/dV"];

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-plot-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task The_page_has_four_panels_with_a_point_for_each_cycle_and_curves_of_six()
    {
        XElement page = await DrawAsync();

        Assert.Equal(PanelNames, Groups(page).Select(Name));
        XElement capacity = Group(page, "capacity");
        Assert.Equal(Cycles, Group(capacity, "charge").Elements().Count(element => element.Name.LocalName == "rect"));
        Assert.Equal(Cycles, Group(capacity, "discharge").Elements().Count(element => element.Name.LocalName == "circle"));
        Assert.Equal(Cycles, Group(Group(page, "coulombic efficiency"), "discharge/charge").Elements()
            .Count(element => element.Name.LocalName == "circle"));
        foreach (string panel in PanelNames[2..])
        {
            Assert.Equal(
                new[] { 1, 2, 4, 5, 7, 8 }
                .SelectMany(number => new[] { $"cycle {number}, charge", $"cycle {number}, discharge" }),
                Series(Group(page, panel)).Select(Name));
            Assert.All(Series(Group(page, panel)), series => Assert.True(Points(series).Length > 5, Name(series)));
        }
    }

    [Fact]
    public async Task Axes_name_their_units_and_say_what_was_smoothed()
    {
        string[] texts = [.. (await DrawAsync()).Descendants().Where(element => element.Name.LocalName == "text")
            .Select(text => text.Value)];

        Assert.Contains("Capacity (mAh)", texts);
        Assert.Contains("Coulombic efficiency (%)", texts);
        Assert.Contains("Charge passed in the half cycle (mAh)", texts);
        Assert.Contains("dQ/dV (mAh/V), 5 mV bins, smoothed 1-2-1", texts);
    }

    [Fact]
    public async Task The_cycles_whose_curves_are_drawn_can_be_given()
    {
        XElement page = await DrawAsync("--plot-cycles", "3,7");
        Assert.Equal(
            ["cycle 3, charge", "cycle 3, discharge", "cycle 7, charge", "cycle 7, discharge"],
            Series(Group(page, "voltage against charge")).Select(Name));
    }

    [Fact]
    public async Task A_curve_ends_at_the_charge_of_its_half_cycle()
    {
        XElement panel = Group(await DrawAsync("--plot-cycles", "1"), "voltage against charge");
        double[] ends = [.. Series(panel).Select(series => Points(series).Max(point => point.X))];

        // 1 mAh in and 0.99 mAh out: the same share of the axis, which starts its curves at 0.
        double zero = Series(panel).SelectMany(Points).Min(point => point.X);
        Assert.Equal(0.99, (ends[1] - zero) / (ends[0] - zero), 0.01);
    }

    [Fact]
    public async Task A_partial_cycle_is_drawn_hollow_and_the_legend_says_so()
    {
        XElement page = await DrawAsync("--order", "discharge-first");

        Assert.Contains(page.Descendants(), element => element.Name.LocalName == "text"
            && element.Value.StartsWith("hollow: partial cycle", StringComparison.Ordinal));
        XElement[] hollow = [.. Group(Group(page, "capacity"), "charge, partial").Elements()];
        Assert.Equal("#ffffff", Assert.Single(hollow).Attribute("fill")!.Value);
    }

    [Fact]
    public async Task Cycles_that_are_not_there_are_named_and_nothing_is_written()
    {
        string output = Path.Combine(_directory, "page.svg");
        ProgramResult run = await RunAsync("cycles", Record(), "--plot", output, "--plot-cycles", "1,99");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("has no cycle 99; it has 1 to 8", run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(output));
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task A_record_without_cycles_gives_an_empty_page()
    {
        string record = Path.Combine(_directory, "rest.csv");
        await File.WriteAllTextAsync(record, "time_s,voltage_V,current_A\n0,3,0\n1,3,0\n", TestContext.Current.CancellationToken);
        string output = Path.Combine(_directory, "page.svg");

        ProgramResult run = await RunAsync("cycles", record, "--plot", output);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(PanelNames, Groups(XElement.Load(output)).Select(Name));
    }

    [Fact(Timeout = 60_000)]
    public async Task Cycles_that_are_all_alike_but_for_rounding_still_get_an_axis()
    {
        // Every cycle is the same; the efficiencies differ in their last digit only.
        string record = Path.Combine(_directory, "alike.csv");
        await File.WriteAllLinesAsync(
            record,
            Enumerable.Range(0, 6000).Select(i =>
                string.Create(CultureInfo.InvariantCulture, $"{i},{3 + i % 100 / 100.0},{(i / 100 % 2 == 0 ? 0.001 : -0.00099)}"))
                .Prepend("time_s,voltage_V,current_A"),
            TestContext.Current.CancellationToken);
        string output = Path.Combine(_directory, "page.svg");

        ProgramResult run = await RunAsync("cycles", record, "--plot", output);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.InRange(XElement.Load(output).Descendants().Count(element => element.Name.LocalName == "text"), 20, 100);
    }

    [Fact]
    public async Task Png_is_a_picture_of_the_same_page()
    {
        string output = Path.Combine(_directory, "page.PNG");
        ProgramResult run = await RunAsync("cycles", Record(), "--plot", output);

        Assert.True(run.ExitCode == 0, run.Errors);
        byte[] png = await File.ReadAllBytesAsync(output, TestContext.Current.CancellationToken);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        Assert.Equal(2400, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.Equal(1840, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        Assert.Equal("IEND"u8.ToArray(), png[^8..^4]);
    }

    [Fact]
    public async Task Pdf_is_the_same_page_8_inches_wide_and_the_same_bytes_again()
    {
        string output = Path.Combine(_directory, "page.pdf");
        byte[][] drawn = [await DrawnAsync(), await DrawnAsync()];

        Assert.Contains("/MediaBox [0 0 576 442]", Encoding.Latin1.GetString(drawn[0]), StringComparison.Ordinal);
        Assert.Equal(drawn[0], drawn[1]);

        async Task<byte[]> DrawnAsync()
        {
            ProgramResult run = await RunAsync("cycles", Record(), "--plot", output);
            Assert.True(run.ExitCode == 0, run.Errors);
            return await File.ReadAllBytesAsync(output, TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData("page.png")]
    [InlineData("page.pdf")]
    public async Task A_name_in_a_script_without_a_font_is_drawn_and_the_command_says_once_what_is_missing(string name)
    {
        // Of the last plane for private use: no font of a system has them.
        string record = Path.Combine(_directory, "\U00100001\U00100002\U00100001.csv");
        RecordMaker.Write(record, Cycles, currentA: 0.001, halfS: 3600);
        string output = Path.Combine(_directory, name);

        ProgramResult run = await RunAsync("cycles", record, "--plot", output);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.True(new FileInfo(output).Length > 0);
        Assert.Contains("\U00100001\U00100002", Assert.Single(run.Errors.Split('\n'),
            line => line.Contains("no font on this machine has", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private async Task<XElement> DrawAsync(params string[] options)
    {
        string output = Path.Combine(_directory, "page.svg");
        ProgramResult run = await RunAsync(["cycles", Record(), "--plot", output, .. options]);
        Assert.True(run.ExitCode == 0, run.Errors);
        return XElement.Load(output);
    }

    private string Record()
    {
        // A name that XML has to escape.
        string path = Path.Combine(_directory, "a & b.csv");
        RecordMaker.Write(path, Cycles, currentA: 0.001, halfS: 3600);
        return path;
    }

    private static XElement[] Groups(XElement parent) =>
        [.. parent.Elements().Where(element => element.Attribute("aria-label") is not null)];

    private static XElement[] Series(XElement panel) =>
        [.. panel.Descendants().Where(element => element.Attribute("aria-label") is not null)];

    private static XElement Group(XElement parent, string name) => parent.Descendants().Single(element => Name(element) == name);

    private static string? Name(XElement element) => element.Attribute("aria-label")?.Value;

    private static (double X, double Y)[] Points(XElement series) =>
    [
        .. series.Elements().Single(element => element.Name.LocalName == "polyline").Attribute("points")!.Value.Split(' ')
            .Select(pair => pair.Split(','))
            .Select(pair => (double.Parse(pair[0], CultureInfo.InvariantCulture),
                double.Parse(pair[1], CultureInfo.InvariantCulture))),
    ];

    private static Task<ProgramResult> RunAsync(params string[] arguments) =>
        ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, arguments);
}
