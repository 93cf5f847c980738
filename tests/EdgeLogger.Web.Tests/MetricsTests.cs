using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Testing;

namespace EdgeLogger.Web.Tests;

/// <summary>What Prometheus is given of a gateway that has a cell.</summary>
public sealed class MetricsTests : IAsyncLifetime
{
    private ServedPage _page = null!;

    public async ValueTask InitializeAsync()
    {
        _page = await ServedPage.StartAsync();
        await _page.RecordAsync(frames: 2);
        _page.Seen.Derivation.Start();
        await Soon.Until(() => _page.Seen.Derivation.Snapshots.Count > 0);
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task Metrics_name_each_cell_and_count_them()
    {
        string text = await _page.TextAsync("/metrics");

        Assert.Contains("# TYPE edgelogger_cells gauge\nedgelogger_cells 1\n", text, StringComparison.Ordinal);
        string[] quantities = ["voltage_volts", "current_amperes", "temperature_celsius", "pressure_megapascals", "cycles",
            "measured_seconds"];
        Assert.All(quantities, name => Assert.Matches($"# HELP edgelogger_cell_{name} [^\n]+\\.\n# TYPE edgelogger_cell_{name} "
            + $"gauge\nedgelogger_cell_{name}{{cell=\"bench-01/0\"}} [-0-9NaN]", text));
    }

    [Fact]
    public async Task Metrics_are_of_this_gateway_alone()
    {
        await using ServedPage other = await ServedPage.StartAsync();
        other.Problems = ["The disk is full."];

        Assert.Contains("\nedgelogger_healthy 0\n", await other.TextAsync("/metrics"), StringComparison.Ordinal);
        Assert.DoesNotContain("bench-01/0", await other.TextAsync("/metrics"), StringComparison.Ordinal);
        string own = await _page.TextAsync("/metrics");
        Assert.Contains("\nedgelogger_healthy 1\n", own, StringComparison.Ordinal);
        Assert.All(own.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Matches("^(# (HELP|TYPE) )?edgelogger_", line));
    }

    [Fact]
    [Trait("verify", "prometheus")]
    public async Task Prometheus_own_tool_finds_nothing_wrong()
    {
        Assert.SkipUnless(
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "promtool"))),
            "promtool is not installed (Debian package prometheus).");
        using Process promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
        { RedirectStandardInput = true, RedirectStandardError = true })!;
        await promtool.StandardInput.WriteAsync(await _page.TextAsync("/metrics"));
        promtool.StandardInput.Close();
        string complaints = await promtool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken).InTime();

        await promtool.WaitForExitAsync(TestContext.Current.CancellationToken).InTime();
        Assert.True(promtool.ExitCode == 0 && complaints.Length == 0, complaints);
    }
}
