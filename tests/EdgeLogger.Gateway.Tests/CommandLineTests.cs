using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;
using EdgeLogger.Web.Server;

namespace EdgeLogger.Gateway.Tests;

/// <summary>The program as it meets a person at a terminal.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-cli-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Help_names_every_command_and_where_to_begin()
    {
        ProgramResult help = await RunAsync("--help");
        Assert.Equal(0, help.ExitCode);
        Assert.All((string[])["demo", "serve", "board", "cell", "replay", "cycles", "rebuild", "doctor", "backup", "soak",
            "verify"], name => Assert.Contains($"\n  {name} ", help.Output, StringComparison.Ordinal));
        Assert.Contains("Run `edgelogger demo`", help.Output, StringComparison.Ordinal);
        Assert.Matches(@"\n  soak +\(bench\) ", help.Output);
    }

    [Fact]
    public async Task Cycles_writes_what_it_found_as_json()
    {
        string record = Path.Combine(_directory, "record.csv");
        RecordMaker.Write(record, cycles: 3, currentA: 0.001, halfS: 3600);

        ProgramResult run = await RunAsync("cycles", record, "--json", "-");

        Assert.Equal(0, run.ExitCode);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal(record, json.RootElement.GetProperty("file").GetString());
        Assert.Equal(6, json.RootElement.GetProperty("halves").GetArrayLength());
        JsonElement[] cycles = [.. json.RootElement.GetProperty("cycles").EnumerateArray()];
        Assert.Equal([1, 2, 3], cycles.Select(cycle => cycle.GetProperty("cycle").GetInt32()));
        Assert.All(cycles, cycle => Assert.Equal(0.99, cycle.GetProperty("coulombic_efficiency").GetDouble(), 1e-4));
        Assert.Equal(0.001, cycles[0].GetProperty("charge_capacity_ah").GetDouble(), 1e-7);
    }

    [Fact]
    public async Task The_order_can_be_given()
    {
        string record = Path.Combine(_directory, "record.csv");
        RecordMaker.Write(record, cycles: 3, currentA: 0.001, halfS: 3600);

        ProgramResult run = await RunAsync("cycles", record, "--order", "discharge-first", "--json", "-");

        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement first = json.RootElement.GetProperty("cycles")[0];
        Assert.Equal(JsonValueKind.Null, first.GetProperty("discharge_capacity_ah").ValueKind);
        Assert.True(first.GetProperty("partial").GetBoolean());
    }

    [Theory]
    [InlineData("no-such-file.csv", "no-such-file.csv")]
    [InlineData("wrong.csv", "voltage_V")]
    public async Task A_file_that_cannot_be_used_gets_one_line_that_says_why(string name, string expected)
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "wrong.csv"), "a,b\n1,2\n", TestContext.Current.CancellationToken);

        ProgramResult run = await RunAsync("cycles", Path.Combine(_directory, name));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cycles x.csv --order sideways", "--order sideways is not known; give auto, charge-first or discharge-first.")]
    [InlineData("cycles x.csv --nominal-ah -1", "above 0")]
    [InlineData("demo --for soon", "'soon' is not a duration")]
    [InlineData("replay x.csv --period-ms 1", "50 to 60000")]
    [InlineData("serve --mqtt nowhere", "is not a broker")]
    [InlineData("serve --broker mosquitto --mqtt mqtt://gateway@host", "give one of the two")]
    [InlineData("serve --mqtt mqtt://gateway:secret@host", "EDGELOGGER_MQTT_PASSWORD")]
    public async Task A_wrong_option_says_what_is_right(string arguments, string expected)
    {
        ProgramResult run = await RunAsync(arguments.Split(' '));
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(expected, run.Output + run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_closes_cycles_and_loses_no_frame()
    {
        await using SpokenProcess demo = SpokenProcess.Start("demo", "--for", "1h", "--speed", "3000");
        await demo.WaitForAsync("cycle 1", TestContext.Current.CancellationToken);

        Assert.Equal(0, await demo.TerminateAsync(TestContext.Current.CancellationToken));
        Assert.Contains("0 lost", demo.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_gateway_on_a_folder_is_refused_by_name()
    {
        await using ServeProcess first = await ServeProcess.StartAsync(_directory, TestContext.Current.CancellationToken);

        ProgramResult second = await RunAsync("serve", "--data", _directory, "--listen", "127.0.0.1", "--port", "0", "--tls-port",
            "-1", "--web", "-1");

        Assert.Equal(2, second.ExitCode);
        Assert.Contains(_directory, second.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await first.StopAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_what_to_do()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        string[] serve = ["serve", "--listen", "127.0.0.1"];
        string data = Path.Combine(_directory, "data");
        Directory.CreateDirectory(data);

        ProgramResult broker = await RunAsync([.. serve, "--data", data, "--port", $"{port}", "--tls-port", "0", "--web", "-1"]);
        ProgramResult tls = await RunAsync([.. serve, "--data", data, "--port", "0", "--tls-port", $"{port}", "--web", "-1"]);
        ProgramResult page = await RunAsync([.. serve, "--data", data, "--port", "0", "--tls-port", "0", "--web", $"{port}"]);

        Assert.Equal((2, 2, 2), (broker.ExitCode, tls.ExitCode, page.ExitCode));
        Assert.Contains($"127.0.0.1:{port}", broker.Errors, StringComparison.Ordinal);
        Assert.Contains("with --listen and --port", broker.Errors, StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1:{port} for TLS", tls.Errors, StringComparison.Ordinal);
        Assert.Contains("with --listen and --tls-port", tls.Errors, StringComparison.Ordinal);
        Assert.Contains($"{port}", page.Errors, StringComparison.Ordinal);
        Assert.Contains("--web", page.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("no such address", page.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", broker.Errors + tls.Errors + page.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_fails_leaves_no_folder_that_it_made_and_none_less_than_there_was()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        string made = Path.Combine(_directory, "made");
        string there = Directory.CreateDirectory(Path.Combine(_directory, "there")).FullName;
        foreach (string data in (string[])[made, there])
        {
            ProgramResult run = await RunAsync(
                "serve", "--data", data, "--listen", "127.0.0.1", "--port", "0", "--tls-port", "-1", "--web",
                $"{((IPEndPoint)taken.LocalEndpoint).Port}");
            Assert.Equal(2, run.ExitCode);
            Assert.DoesNotContain("made:", run.Output, StringComparison.Ordinal);
        }

        Assert.Equal((false, true), (Directory.Exists(made), File.Exists(Path.Combine(there, "frames.db"))));
    }

    [Theory]
    [InlineData(SocketError.AccessDenied, "may not use that port", "above 1023")]
    [InlineData(SocketError.AddressAlreadyInUse, "Stop", "choose another")]
    [InlineData(SocketError.AddressNotAvailable, "address", "-listen")]
    public void A_port_that_cannot_be_had_is_reported_by_its_reason_with_what_to_do(SocketError reason, string why, string what)
    {
        foreach (string words in (string[])[OwnBroker.WhatToDo(reason, "--port"), PageServer.WhyNot(reason)])
        {
            Assert.Contains(why, words, StringComparison.Ordinal);
            Assert.Contains(what, words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_data_folder_without_rights_is_named_with_the_user_and_what_to_do()
    {
        string words = StartFailure.Words(
            new UnauthorizedAccessException($"Access to the path '{_directory}/derived.db' is denied."), _directory)!;
        Assert.Equal($"{Environment.UserName} may not use the data directory {_directory} (Access to the path "
            + $"'{_directory}/derived.db' is denied). Give that user the right to read and write there, or name "
            + "another folder with --data.", words);
    }

    [Fact]
    public async Task Colours_are_for_terminals()
    {
        ProcessStartInfo start = EdgeLoggerProgram.Start("doctor", "--data", _directory);
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["COLORTERM"] = "truecolor";

        ProgramResult run = await EdgeLoggerProgram.RunAsync(start, TestContext.Current.CancellationToken);

        Assert.StartsWith("BAD  There is no frame log", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    private static Task<ProgramResult> RunAsync(params string[] arguments) =>
        ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, arguments);
}
