using System;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Gateway.Tests;

/// <summary>
/// ./edgelogger on machines that lack something: with stand-ins for the programs it calls, and nothing else on the path.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class LauncherTests : IDisposable
{
    private const string Summary = "echo '   X.Tests  Total: 5, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0, Time: 0.1s'";

    private readonly LaunchedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_dotnet_and_without_a_terminal_it_says_what_to_run_and_fetches_nothing()
    {
        _folder.StandIn("curl", "echo fetched >> \"$HOME/calls\"");

        ProgramResult run = await RunAsync("demo");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("./edgelogger --yes", run.Errors, StringComparison.Ordinal);
        Assert.Contains("curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0", run.Errors,
            StringComparison.Ordinal);
        Assert.Equal("", _folder.Calls);
    }

    [Theory]
    [InlineData("curl", "-fsSL")]
    [InlineData("wget", "-qO-")]
    public async Task With_yes_the_vendors_script_puts_dotnet_into_the_home(string fetcher, string option)
    {
        _folder.StandIn(fetcher, $$"""
            [ "$*" = "{{option}} https://dot.net/v1/dotnet-install.sh" ] || exit 9
            echo 'mkdir -p "$4"; echo "installed $*" >> "$HOME/calls"; cp "$HOME/sdk" "$4/dotnet"'
            """);
        _folder.Write("home/sdk", LaunchedFolder.Dotnet("echo \"ran $*\" >> \"$HOME/calls\""), isProgram: true);

        ProgramResult run = await RunAsync("--yes", "demo", "--for", "9s");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains($"installed --channel 10.0 --install-dir {_folder.Home}/.dotnet", _folder.Calls,
            StringComparison.Ordinal);
        Assert.EndsWith("edgelogger-bench.dll demo --for 9s\n", _folder.Calls, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_systems_own_dotnet_goes_before_the_vendors()
    {
        _folder.StandIn("apt-cache", "[ \"$*\" = 'show dotnet-sdk-10.0' ]");
        _folder.StandIn("apt-get",
            "echo \"apt-get $*\" >> \"$HOME/calls\"; case \"$*\" in *install*) cp \"$HOME/sdk\" \"$HOME/../bin/dotnet\" ;; esac");
        _folder.Write("home/sdk", LaunchedFolder.Dotnet("true"), isProgram: true);

        ProgramResult run = await RunAsync("demo");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("install -y --no-install-recommends dotnet-sdk-10.0", _folder.Calls, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update", "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt-get)")]
    [InlineData("install", "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 7 (apt-get)")]
    [InlineData("install", "E: Unable to lock the download directory")]
    public async Task It_waits_for_another_package_manager_with_a_word(string step, string words)
    {
        _folder.StandIn("dotnet", LaunchedFolder.Dotnet("true"));
        _folder.StandIn("apt-get", $$"""
            echo "apt-get $*" >> "$HOME/calls"
            case "$*" in
              *{{step}}*) [ "$(grep -c {{step}} "$HOME/calls")" -gt 3 ] || { echo "{{words}}" >&2; exit 100; } ;;
            esac
            """);

        ProgramResult run = await RunAsync("soak");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("another package manager is at work; waiting for it to end", run.Errors, StringComparison.Ordinal);
        Assert.EndsWith("apt-get -qq install -y --no-install-recommends mosquitto\n", _folder.Calls, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_cannot_be_installed_ends_it_with_what_apt_said()
    {
        _folder.StandIn("dotnet", LaunchedFolder.Dotnet("true"));
        _folder.StandIn("apt-get",
            "case \"$*\" in *install*) echo 'E: Unable to locate package mosquitto' >&2; exit 100 ;; esac");

        ProgramResult run = await RunAsync("soak");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("E: Unable to locate package mosquitto", run.Errors, StringComparison.Ordinal);
        Assert.Contains("As root, run: apt-get install mosquitto", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo", false, "edgelogger-bench.dll")]
    [InlineData("board virtual --seed 1", false, "edgelogger-bench.dll")]
    [InlineData("board list", false)]
    [InlineData("serve --data d", false)]
    [InlineData("serve --broker mosquitto", true)]
    [InlineData("serve --data d --broker=mosquitto", true)]
    [InlineData("cycles soak", false)]
    [InlineData("bench fade", false, "edgelogger-bench.dll")]
    [InlineData("bench storm", true, "edgelogger-bench.dll")]
    [InlineData("replay record.csv", true, "edgelogger-bench.dll")]
    [InlineData("replay --help", false, "edgelogger-bench.dll")]
    [InlineData("verify budget", false, "edgelogger-bench.dll")]
    public async Task Mosquitto_is_installed_only_for_what_needs_it(
        string arguments, bool needed, string program = "edgelogger.dll")
    {
        _folder.StandIn("dotnet", LaunchedFolder.Dotnet("echo \"ran $*\" >> \"$HOME/calls\""));
        _folder.StandIn("apt-get", "echo \"apt-get $*\" >> \"$HOME/calls\"");

        ProgramResult run = await RunAsync(arguments.Split(' '));

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(needed, _folder.Calls.Contains("install -y --no-install-recommends mosquitto", StringComparison.Ordinal));
        // What is not a benchmark of its own goes to one of the two programs.
        Assert.EndsWith($"/{program} {arguments}\n", _folder.Calls, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Summary, 0, "passed   X.Tests: 5 passed, 0 failed", "5 passed, 0 failed")]
    [InlineData("echo '   X.Tests  Total: 5, Errors: 0, Failed: 2, Skipped: 1, Not Run: 0, Time: 0.1s'; exit 1", 1,
        "FAILED   X.Tests: 2 passed, 2 failed", "2 passed, 2 failed, 1 skipped")]
    [InlineData("echo '   X.Tests  Total: 5, Errors: 1, Failed: 0, Skipped: 0, Not Run: 0, Time: 0.1s'; exit 1", 1,
        "FAILED   X.Tests: 4 passed, 1 failed", "4 passed, 1 failed")]
    [InlineData("echo '   X.Tests  Total: 0'", 1, "FAILED   X.Tests: no test was run", "0 passed, 1 failed")]
    [InlineData("echo lost; exit 134", 1, "CRASHED  X.Tests, exit code 134", "0 passed, 1 failed")]
    [InlineData(Summary + "; exit 134", 1, "FAILED   X.Tests: 4 passed, 1 failed", "4 passed, 1 failed")]
    public async Task Test_says_how_each_project_ended_and_last_how_many_passed_and_failed(
        string project, int exitCode, string line, string last)
    {
        _folder.Write("tests/X.Tests/X.Tests.csproj", "");
        _folder.StandIn("dotnet", LaunchedFolder.Dotnet($"case \"$1\" in */X.Tests.dll) {project} ;; esac"));
        foreach (string tool in (string[])["mosquitto", "chromium", "influxd", "victoria-metrics", "ngspice"])
        {
            _folder.StandIn(tool, "true");
        }

        ProgramResult run = await RunAsync("test");

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(line, run.Output, StringComparison.Ordinal);
        Assert.EndsWith($"\n{last}\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("restore took ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("build took ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compiler_that_stays_after_a_build_keeps_no_later_command_waiting()
    {
        // It inherits what the launcher has open, as a compiler server does.
        _folder.StandIn("dotnet",
            LaunchedFolder.Dotnet("[ \"$1\" != build ] || { /bin/sleep 600 >/dev/null 2>&1 & echo $! >> \"$HOME/calls\"; }"));
        try
        {
            _folder.Age();
            Assert.Equal(0, (await RunAsync("doctor")).ExitCode);
            _folder.Age();
            Assert.Equal(0, (await RunAsync("doctor")
                .WaitAsync(TimeSpan.FromMinutes(4), TimeProvider.System, TestContext.Current.CancellationToken)).ExitCode);
            Assert.Equal(2, _folder.Calls.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        }
        finally
        {
            foreach (string process in _folder.Calls.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                using Process stayed = Process.GetProcessById(int.Parse(process, CultureInfo.InvariantCulture));
                stayed.Kill();
            }
        }
    }

    private Task<ProgramResult> RunAsync(params string[] arguments) =>
        _folder.RunAsync(TestContext.Current.CancellationToken, arguments);
}
