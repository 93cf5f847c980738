using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>Cyclers' files that are imported while `edgelogger serve` runs.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-import-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Formation_that_is_imported_while_a_gateway_runs_and_rows_that_it_logs_are_one_test()
    {
        string formation = Path.Combine(_directory, "formation.csv");
        RecordMaker.Write(formation, cycles: 3, currentA: 0.001, halfS: 3600);
        await using GatewayUnderTest gateway = await GatewayUnderTest.StartedAsync();
        await RunAsync(gateway, "cell", "start", "board-a/0", "--cell", "WJK-1", "--at", Utc(TestStream.StartUtcMs));
        TestStream stream = new(0x5C00);
        await using (TestBoard board = await gateway.ConnectAsync())
        {
            await board.PublishAsync(board.Topics.Schema, stream.Schema, retain: true);
            await board.SendAsync(stream.Next(360));
            await board.AcknowledgedAsync(stream.Id, stream.Last);
        }

        string start = Utc(TestStream.StartUtcMs - 86_400_000);
        Assert.Contains("WJK-1, test 1: 729 rows, imported",
            await RunAsync(gateway, "import", formation, "--cell", "WJK-1", "--start", start), StringComparison.Ordinal);
        await gateway.KillAsync();
        await gateway.StartAsync();
        JsonElement again = await UploadAsync(gateway, formation, "cell=WJK-1&startUtcMs="
            + $"{TestStream.StartUtcMs - 86_400_000}&name=formation.csv");
        Assert.Equal(("Done", 0), (again.GetProperty("state").GetString(), again.GetProperty("framesNew").GetInt32()));
        await gateway.StopAsync();

        double[] file = await CyclesOfAsync(formation);
        double[] whole = (await ExportTable.OfAsync(gateway, "WJK-1", "cycles")).Numbers("discharge_capacity_ah");
        Assert.Equal(3, file.Length);
        // Three cycles of the file, then those of the slot, in one count.
        Assert.True(whole.Length >= 6, $"{whole.Length} cycles");
        Assert.Equal(file, whole.Take(3), (one, other) => Math.Abs(one - other) < 1e-9 * one);
        await RunAsync(gateway, "rebuild", "--check");
    }

    [Fact]
    public async Task A_file_that_ends_within_a_half_cycle_gives_the_numbers_of_cycles_and_leaves_the_fleet_when_ended()
    {
        string file = Path.Combine(_directory, "cut.csv");
        RecordMaker.Write(file, cycles: 4, currentA: 0.001, halfS: 3600);
        string[] lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(file, lines[..^40], TestContext.Current.CancellationToken);
        await using GatewayUnderTest gateway = await GatewayUnderTest.StartedAsync();
        await RunAsync(gateway, "import", file, "--cell", "WJK-2");
        Assert.Contains("WJK-2", await gateway.GetAsync("/api/cells"), StringComparison.Ordinal);

        double[] expected = await CyclesOfAsync(file);
        double[] open = (await ExportTable.OfAsync(gateway, "WJK-2", "cycles")).Numbers("discharge_capacity_ah");
        Assert.Equal(4, expected.Length);
        Assert.Equal(expected, open, (one, other) => Math.Abs(one - other) < 1e-9 * one);
        // The last discharge was cut off: it is there, and is less.
        Assert.True(open[^1] < 0.7 * open[^2], $"{open[^1]} Ah after {open[^2]} Ah");

        await RunAsync(gateway, "cell", "end", "WJK-2");
        while ((await gateway.GetAsync("/api/cells")).Contains("WJK-2", StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, gateway.Token);
        }
    }

    [Fact]
    public async Task What_a_gateway_cannot_import_is_refused_by_its_own_name_and_others_are_imported_after_it()
    {
        string wrong = Path.Combine(_directory, "photo.csv");
        await File.WriteAllTextAsync(wrong, "not a record\n", TestContext.Current.CancellationToken);
        string right = Path.Combine(_directory, "right.csv");
        RecordMaker.Write(right, cycles: 2, currentA: 0.001, halfS: 3600);
        await using GatewayUnderTest gateway = await GatewayUnderTest.StartedAsync();

        ProgramResult refused = await gateway.RunAsync("import", wrong, "--cell", "WJK-1");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("photo.csv", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("/imports/", refused.Errors, StringComparison.Ordinal);
        await RunAsync(gateway, "import", right, "--cell", "WJK-1");
        Assert.Empty(Directory.GetFiles(Path.Combine(gateway.Directory, "imports"), "file", SearchOption.AllDirectories));

        using HttpClient http = new();
        HttpResponseMessage sign = await http.PostAsync(
            new Uri(gateway.Serve.Page!, "/api/book/imports?name=a&cell=b&sign=7"), new ByteArrayContent([1]), gateway.Token);
        Assert.Equal(HttpStatusCode.BadRequest, sign.StatusCode);
        Assert.Contains("'7' is not a sign of a current", await sign.Content.ReadAsStringAsync(gateway.Token),
            StringComparison.Ordinal);
    }

    private static async Task<JsonElement> UploadAsync(GatewayUnderTest gateway, string file, string query)
    {
        using HttpClient http = new();
        using ByteArrayContent body = new(await File.ReadAllBytesAsync(file, gateway.Token));
        HttpResponseMessage taken = await http.PostAsync(
            new Uri(gateway.Serve.Page!, $"/api/book/imports?{query}"), body, gateway.Token);
        Assert.True(taken.StatusCode == HttpStatusCode.Accepted, await taken.Content.ReadAsStringAsync(gateway.Token));
        Uri place = new(gateway.Serve.Page!, taken.Headers.Location!);
        while (true)
        {
            JsonElement status = JsonDocument.Parse(await http.GetStringAsync(place, gateway.Token)).RootElement;
            if (status.GetProperty("state").GetString() is "Done" or "Failed")
            {
                return status;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, gateway.Token);
        }
    }

    private static string Utc(long utcMs) => DateTimeOffset.FromUnixTimeMilliseconds(utcMs).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'",
        System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> RunAsync(GatewayUnderTest gateway, string command, params string[] arguments)
    {
        ProgramResult result = await gateway.RunAsync(command, arguments);
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        return result.Output;
    }

    private static async Task<double[]> CyclesOfAsync(string file)
    {
        ProgramResult run = await ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, "cycles", file, "--json", "-");
        Assert.True(run.ExitCode == 0, run.Errors);
        return [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("cycles").EnumerateArray()
            .Select(cycle => cycle.GetProperty("discharge_capacity_ah").GetDouble())];
    }
}
