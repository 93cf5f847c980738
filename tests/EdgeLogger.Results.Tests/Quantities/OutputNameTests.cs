using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;
using EdgeLogger.Results.Quantities;

namespace EdgeLogger.Results.Tests.Quantities;

/// <summary>Every file has the names of the lists, and all of them.</summary>
public sealed class OutputNameTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("output-names-").FullName;

    private string Record => Path.Combine(_directory, "record.csv");

    private string Data => Path.Combine(_directory, "data");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Csv_and_Json_of_a_record_have_the_names_of_the_lists()
    {
        RecordMaker.Write(Record, cycles: 5, currentA: 0.001, halfS: 3600);
        Assert.Equal(Names(CycleQuantities.All, QuantityOrigin.Record), Header(await RunAsync("cycles", Record, "--csv", "-")));
        Assert.Equal(Names(HalfQuantities.All, QuantityOrigin.Record),
            Header(await RunAsync("cycles", Record, "--halves", "--csv", "-")));
        Assert.Equal(Names(StepQuantities.All, QuantityOrigin.Record),
            Header(await RunAsync("cycles", Record, "--steps", "--csv", "-")));

        using JsonDocument json = JsonDocument.Parse(await RunAsync("cycles", Record, "--steps", "--json", "-"));
        AssertMembers(json.RootElement.GetProperty("halves")[0], HalfQuantities.All);
        AssertMembers(json.RootElement.GetProperty("cycles")[0], CycleQuantities.All);
        AssertMembers(json.RootElement.GetProperty("steps")[0], StepQuantities.All);
        JsonElement trend = json.RootElement.GetProperty("trends")[0];
        AssertMembers(trend, TrendQuantities.OfSignature, "charge_peaks", "discharge_peaks");
        AssertMembers(trend.GetProperty("charge_peaks").EnumerateArray()
            .Concat(trend.GetProperty("discharge_peaks").EnumerateArray()).First(), TrendQuantities.OfPeak);
        Assert.All(TrendQuantities.OfCell, quantity => json.RootElement.GetProperty(quantity.Name));
    }

    [Fact]
    public async Task Exports_have_the_names_of_the_lists_as_Csv_and_as_Parquet()
    {
        RecordMaker.Write(Record, cycles: 3, currentA: 0.001, halfS: 3600);
        await RunAsync("import", Record, "--cell", "cycler-07/0", "--start", "2026-01-31T08:00Z", "--data", Data);
        (string What, IEnumerable<string> Names)[] contents =
        [
            ("samples", Names(SampleQuantities.All, QuantityOrigin.Gateway)),
            ("steps", Names(StepQuantities.All, QuantityOrigin.Gateway)),
            ("cycles", Names(CycleQuantities.All, QuantityOrigin.Gateway)),
            ("notes", Names(NoteQuantities.All, QuantityOrigin.Gateway)),
        ];
        foreach ((string what, IEnumerable<string> names) in contents)
        {
            string csv = await ExportAsync(what, "csv");
            Assert.Equal(names, Header(await File.ReadAllTextAsync(csv, TestContext.Current.CancellationToken)));
            string parquet = await ExportAsync(what, "parquet");
            Assert.Equal(names, Duck.Rows($"DESCRIBE SELECT * FROM read_parquet('{parquet}')").Select(row => (string)row[0]));
        }
    }

    [Fact]
    public async Task A_samples_file_with_these_names_gives_the_cycles_of_the_record()
    {
        RecordMaker.Write(Record, cycles: 3, currentA: 0.001, halfS: 3600);
        await RunAsync("import", Record, "--cell", "cycler-07/0", "--start", "2026-01-31T08:00Z", "--data", Data);
        double[] wanted = await CapacitiesAsync(Record);
        double[] found = await CapacitiesAsync(await ExportAsync("samples", "csv"));
        Assert.Equal(3, wanted.Length);
        Assert.All(wanted.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * pair.First));
    }

    private static async Task<double[]> CapacitiesAsync(string file)
    {
        using JsonDocument json = JsonDocument.Parse(await RunAsync("cycles", file, "--json", "-"));
        return [.. json.RootElement.GetProperty("cycles").EnumerateArray()
            .Select(cycle => cycle.GetProperty(CycleQuantities.DischargeCapacity.Name).GetDouble())];
    }

    private async Task<string> ExportAsync(string what, string format)
    {
        string path = Path.Combine(_directory, $"{what}.{format}");
        await RunAsync("export", "cycler-07/0", "--what", what, "--format", format, "--out", path, "--data", Data);
        return path;
    }

    private static IEnumerable<string> Names(IEnumerable<Quantity> list, QuantityOrigin origin) =>
        list.Where(quantity => quantity.IsIn(origin)).Select(quantity => quantity.Name);

    private static string[] Header(string csv) => csv[..csv.IndexOf('\n', StringComparison.Ordinal)].Split(',');

    private static void AssertMembers(JsonElement found, IEnumerable<Quantity> list, params string[] further) => Assert.Equal(
        list.Where(quantity => quantity.Origin == QuantityOrigin.All)
            .SelectMany(quantity => new[] { quantity.Name, quantity.JsonAlias }).Where(name => name.Length > 0).Concat(further),
        found.EnumerateObject().Select(member => member.Name));

    private static async Task<string> RunAsync(params string[] arguments)
    {
        ProgramResult run = await ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, arguments);
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        return run.Output;
    }
}
