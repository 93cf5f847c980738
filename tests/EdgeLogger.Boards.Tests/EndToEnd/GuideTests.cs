using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards.Calibration;

namespace EdgeLogger.Boards.Tests.EndToEnd;

/// <summary>The guides in docs/guides do what they say: a test runs each as it stands.</summary>
public sealed class GuideTests
{
    private const int BrokerPort = 1883;
    private const int TlsPort = 8883;
    private const int PagePort = 8080;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(12);

    // Each has its gateway on the usual ports.
    private static readonly SemaphoreSlim OneAtATime = new(1);

    [Fact]
    [Trait("verify", "guide")]
    public Task The_guide_to_a_first_board_works_as_it_stands() => AloneAsync(FirstBoardAsync);

    [Fact]
    [Trait("verify", "guide")]
    public Task The_guide_to_a_first_test_works_as_it_stands() => AloneAsync(FirstTestAsync);

    [Fact]
    [Trait("verify", "guide")]
    public Task The_guide_to_TLS_works_as_it_stands() => AloneAsync(TlsAsync);

    [Fact]
    public void The_guide_has_its_terminals_its_conversation_and_no_block_that_is_not_understood()
    {
        IReadOnlyList<GuideStep> steps = Guide.FirstBoard();
        Assert.Equal([("gateway", "ready:"), ("board", "serial port:")],
            steps.OfType<GuideCommands>().Where(step => step.Terminal.Length > 0).Select(step => (step.Terminal, step.Says)));
        GuideCommands asking = Assert.Single(steps.OfType<GuideCommands>(), step => step.Talk.Count > 0);
        Assert.Equal([("0 0 0", ""), ("0 4.2 0", ""), ("", "y")],
            asking.Talk.Select(question => (question.Typed, question.Answer)));
        Assert.All(steps.OfType<GuideCommands>(),
            step => Assert.DoesNotContain("/dev/tty", step.Script, StringComparison.Ordinal));
    }

    private static async Task FirstBoardAsync(CancellationToken cancellationToken)
    {
        long start = TimeProvider.System.GetTimestamp();
        await using GuideReader reader = new();
        foreach (GuideStep step in Guide.FirstBoard())
        {
            await reader.DoAsync(step, cancellationToken);
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{TimeProvider.System.GetElapsedTime(start).TotalSeconds,6:F1} s  {(step as GuideCommands)?.Script}");
        }

        Assert.Contains($"made:   {reader.Home}/cells, for a new log", reader.Terminal("gateway").Said, StringComparison.Ordinal);
        Assert.Contains("bench-01 has reached the broker.", reader.Said, StringComparison.Ordinal);
        Assert.Contains("bench-01             online", reader.Said, StringComparison.Ordinal);
        Assert.Contains("slot 3  voltage ADS122C04", reader.Said, StringComparison.Ordinal);
        Assert.Contains("Written to bench-01, slot 0: configuration 4.", reader.Said, StringComparison.Ordinal);
        CalibrationRecord record = Assert.Single(new CalibrationHistory(Path.Combine(reader.Home, "cells")).Read("bench-01"));
        Assert.Equal(("voltage", "Fluke 8846A, 1234"), (record.Channel, record.Reference));
        await CellsAsync(["bench-01/0", "bench-01/1", "bench-01/2", "bench-01/3"], cancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{TimeProvider.System.GetElapsedTime(start).TotalSeconds,6:F1} s  rows of four cells");
    }

    private static async Task FirstTestAsync(CancellationToken cancellationToken)
    {
        await using GuideReader reader = new();
        foreach (GuideStep step in Guide.Of("first-test.md"))
        {
            await reader.DoAsync(step, cancellationToken);
        }

        using HttpClient http = new();
        string cell = await http.GetStringAsync($"http://127.0.0.1:{PagePort}/api/book/cells/WJK-0412", cancellationToken);
        Assert.Contains("contact checked, 50 MPa", cell, StringComparison.Ordinal);
        Assert.Contains("practice is over", cell, StringComparison.Ordinal);
        string[] cycles = await File.ReadAllLinesAsync(Path.Combine(reader.Home, "cycles.csv"), cancellationToken);
        string[] names = cycles.First(line => !line.StartsWith('#')).Split(',');
        string[] first = cycles.SkipWhile(line => line.StartsWith('#')).ElementAt(1).Split(',');
        double Of(string name) => double.Parse(first[Array.IndexOf(names, name)], CultureInfo.InvariantCulture);
        Assert.Equal(1, Of("cycle"));

        // 2 mA for a minute is 33 uAh; a slow machine types late.
        Assert.InRange(Of("charge_capacity_ah"), 30e-6, 60e-6);
        Assert.Equal(Of("discharge_capacity_ah") / Of("charge_capacity_ah"), Of("coulombic_efficiency"), 1e-9);
        Assert.Equal(Of("discharge_capacity_ah") * 1e3 / 6.02e-3, Of("discharge_specific_capacity_mah_per_g"), 1e-6);
        Assert.Equal("%PDF", Encoding.ASCII.GetString((await File.ReadAllBytesAsync(
            Path.Combine(reader.Home, "label.pdf"), cancellationToken))[..4]));
    }

    private static async Task TlsAsync(CancellationToken cancellationToken)
    {
        Assert.SkipUnless((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "mosquitto_sub"))),
            "mosquitto_sub (Debian: apt install mosquitto-clients) is not installed.");
        await using GuideReader reader = new();
        foreach (GuideStep step in Guide.Of("tls.md"))
        {
            await reader.DoAsync(step, cancellationToken);
        }

        Assert.Contains("ca.pem: EdgeLogger authority", reader.Said, StringComparison.Ordinal);
        Assert.Contains("\"board\":\"bench-01\"", reader.Terminal("listener").Said, StringComparison.Ordinal);
    }

    private static async Task AloneAsync(Func<CancellationToken, Task> read)
    {
        await OneAtATime.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            SkipUnlessPossible();
            using CancellationTokenSource limit =
                CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(Limit);
            await read(limit.Token);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static void SkipUnlessPossible()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pseudo-terminals need Linux.");
        int[] taken = [.. ((int[])[BrokerPort, TlsPort, PagePort]).Where(IsTaken)];
        Assert.SkipUnless(taken.Length == 0,
            $"Something else listens on {string.Join(", ", taken)}, where the guide has its gateway.");
    }

    private static bool IsTaken(int port)
    {
        try
        {
            using TcpListener probe = new(IPAddress.Any, port);
            probe.Start();
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static async Task CellsAsync(string[] wanted, CancellationToken cancellationToken)
    {
        using HttpClient http = new();
        while (true)
        {
            using JsonDocument cells =
                JsonDocument.Parse(await http.GetStringAsync($"http://127.0.0.1:{PagePort}/api/cells", cancellationToken));
            string[] seen = [.. cells.RootElement.EnumerateArray()
                .Select(cell => $"{cell.GetProperty("board").GetString()}/{cell.GetProperty("slot").GetInt32()}")];
            if (wanted.All(seen.Contains))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
        }
    }
}
