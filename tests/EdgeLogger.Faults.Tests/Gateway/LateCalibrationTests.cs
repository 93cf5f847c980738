using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>A calibration that is put right by a command while `edgelogger serve` runs.</summary>
public sealed class LateCalibrationTests
{
    // Three times ten minutes of charge and ten of discharge.
    private const int FramesAnHour = 360;

    private const string Right = "1.0052e-7";
    private const string Samples = "/api/cells/board-a/0/samples?rows=100000";

    [Fact]
    public async Task Put_right_late_also_just_before_a_kill_it_gives_the_bytes_of_a_board_that_had_it_right_from_the_start()
    {
        await using GatewayUnderTest fromTheStart = await GatewayUnderTest.StartedAsync();
        await SendAsync(fromTheStart, new TestStream(0x5C00, currentScale: Right));
        string expected = await UntilAsync(fromTheStart, IsWhole);

        await using GatewayUnderTest late = await GatewayUnderTest.StartedAsync();
        await SendAsync(late, new TestStream(0x5C00));
        string before = await UntilAsync(late, IsWhole);
        Assert.NotEqual(expected, before);
        await RunAsync(
            late, "cell", "recalibrate", "board-a/0", "--channel", "current", "--scale", Right, "--instrument", "K 2450");
        await late.KillAsync();
        await late.StartAsync();

        // Traces, as the page draws them.
        await UntilAsync(late, samples => samples == expected);
        string page = await late.GetAsync("/boards/board-a/calibrate/0");
        Assert.Contains("scale 1.0052E-07, offset 0 A (K 2450)", page, StringComparison.Ordinal);
        await SaysWhatMadeItAsync(late);
        await fromTheStart.StopAsync();
        await late.StopAsync();
        foreach (string what in (string[])["samples", "steps", "cycles"])
        {
            Assert.Equal((await ExportTable.OfAsync(fromTheStart, "board-a/0", what)).Text,
                (await ExportTable.OfAsync(late, "board-a/0", what)).Text);
        }

        await RunAsync(late, "rebuild", "--check");
    }

    private static async Task SaysWhatMadeItAsync(GatewayUnderTest gateway)
    {
        using JsonDocument cell = JsonDocument.Parse(await gateway.GetAsync("/api/cells/board-a/0"));
        using JsonDocument made = JsonDocument.Parse(
            await gateway.GetAsync($"/api/tests/{cell.RootElement.GetProperty("test").GetString()}/provenance"));
        Assert.Equal(1, made.RootElement.GetProperty("engineVersion").GetInt32());
        Assert.Equal([("voltage", 1e-6, 1e-6, false), ("current", 1e-7, 1.0052e-7, true)],
            made.RootElement.GetProperty("calibrations").EnumerateArray().Select(one => (one.GetProperty("channel").GetString()!,
                one.GetProperty("sentScale").GetDouble(), one.GetProperty("scale").GetDouble(),
                one.GetProperty("isPutRight").GetBoolean())));
        string file = Path.Combine(Directory.CreateTempSubdirectory("edgelogger-export-").FullName, "cycles.csv");
        try
        {
            await RunAsync(gateway, "export", "board-a/0", "--what", "cycles", "--out", file);
            using JsonDocument beside =
                JsonDocument.Parse(await File.ReadAllTextAsync(file + ".provenance.json", gateway.Token));
            Assert.True(JsonElement.DeepEquals(
                made.RootElement, beside.RootElement.GetProperty("tests")[0].GetProperty("provenance")));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }

        string page = await gateway.GetAsync("/slots/board-a/0?tab=test");
        Assert.Contains("Cycle engine, version 1", page, StringComparison.Ordinal);
        Assert.Contains("scale 1.0052E-07, offset 0", page, StringComparison.Ordinal);
    }

    private static async Task SendAsync(GatewayUnderTest gateway, TestStream stream)
    {
        await using TestBoard board = await gateway.ConnectAsync("board-a");
        await board.PublishAsync(board.Topics.Schema, stream.Schema, retain: true);
        await board.SendAsync(stream.Next(FramesAnHour));
        await board.AcknowledgedAsync(stream.Id, stream.Last);
    }

    // The last of 3600 rows, a second apart from the start on.
    private static bool IsWhole(string samples) =>
        samples.Contains($"{TestStream.StartUtcMs + (3_600_000 - 1000)}", StringComparison.Ordinal);

    // What is drawn follows the log by a second: asked again until it is there.
    private static async Task<string> UntilAsync(GatewayUnderTest gateway, Func<string, bool> isSuch)
    {
        while (true)
        {
            string answer = await TryGetAsync(gateway);
            if (isSuch(answer))
            {
                return answer;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, gateway.Token);
        }
    }

    private static async Task<string> TryGetAsync(GatewayUnderTest gateway)
    {
        try
        {
            return await gateway.GetAsync(Samples);
        }
        catch (System.Net.Http.HttpRequestException)
        {
            // The cell has no results yet.
            return "";
        }
    }

    private static async Task RunAsync(GatewayUnderTest gateway, string command, params string[] arguments)
    {
        ProgramResult result = await gateway.RunAsync(command, arguments);
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
    }
}
