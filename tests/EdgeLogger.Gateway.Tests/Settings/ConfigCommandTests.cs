using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Gateway.Settings;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Gateway.Tests.Settings;

/// <summary><c>edgelogger config</c>, and <c>serve</c> with a settings file.</summary>
public sealed class ConfigCommandTests : IDisposable
{
    private readonly SettingsBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Check_ends_with_0_for_a_file_that_is_right_and_with_2_and_each_fault_for_another()
    {
        _bench.Write("port: 1884\nlisten: 127.0.0.1\n");
        ProgramResult right = await RunAsync("config", "check", "--data", _bench.Directory);
        Assert.Equal((0, ""), (right.ExitCode, right.Errors));
        Assert.Contains("it sets 2 of ", right.Output);

        _bench.Write("port: x\nweb: y\n");
        ProgramResult wrong = await RunAsync("config", "check", _bench.FilePath);
        Assert.Equal((2, ""), (wrong.ExitCode, wrong.Output));
        Assert.Contains($"{_bench.FilePath}:1:7: port x", wrong.Errors);
        Assert.Contains($"{_bench.FilePath}:2:6: web y", wrong.Errors);

        ProgramResult json = await RunAsync("config", "check", _bench.FilePath, "--json");
        Assert.Equal(2, json.ExitCode);
        JsonElement report = JsonDocument.Parse(json.Output).RootElement;
        Assert.False(report.GetProperty("ok").GetBoolean());
        Assert.Equal([1, 2], report.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task Check_of_a_file_that_is_not_there_ends_with_2_and_says_how_to_make_one()
    {
        ProgramResult usual = await RunAsync("config", "check", "--data", _bench.Directory);
        Assert.Equal(2, usual.ExitCode);
        Assert.Contains($"The settings file {_bench.FilePath} does not exist. `edgelogger config show --yaml` prints one",
            usual.Errors);
        ProgramResult named = await RunAsync("config", "check", _bench.FilePath);
        Assert.Equal(2, named.ExitCode);
        Assert.Contains("does not exist", named.Errors);
    }

    [Fact]
    public async Task A_file_that_config_names_must_be_there_and_the_usual_one_need_not()
    {
        Assert.Equal(0, (await RunAsync("config", "show", "--data", _bench.Directory)).ExitCode);
        foreach (string command in (string[])["serve", "config show"])
        {
            ProgramResult run = await RunAsync([.. command.Split(' '), "--data", _bench.Directory, "--config", _bench.FilePath]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains($"--config {_bench.FilePath}", run.Errors);
            Assert.Contains("does not exist", run.Errors);
        }
    }

    [Fact]
    public async Task Serve_refuses_a_file_with_faults_and_makes_no_data_directory()
    {
        _bench.Write("port: x\nprot: 1\n");
        string data = Path.Combine(_bench.Directory, "made");
        ProgramResult run = await RunAsync("serve", "--data", data, "--config", _bench.FilePath);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{_bench.FilePath}:1:7: port x", run.Errors);
        Assert.Contains($"{_bench.FilePath}:2:1: the file has no 'prot' (did you mean port?)", run.Errors);
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task Show_has_every_setting_with_value_unit_default_and_place()
    {
        _bench.Write("keep-log-days: 90\n");
        string[] options = ["config", "show", "--data", _bench.Directory, "--web", "0"];
        string[] table = (await RunAsync(options)).Output.Split(Environment.NewLine);
        Assert.Equal(["keep-log-days", "90", "d", "-", $"{_bench.FilePath}:1:16"], Row("keep-log-days"));
        Assert.Equal(["web", "0", "8080", "--web"], Row("web"));
        Assert.Equal(["port", "1883", "1883", "default"], Row("port"));
        Assert.All(_bench.All.Settings, setting => Assert.NotEmpty(Row(setting.Key)));

        JsonElement json = JsonDocument.Parse((await RunAsync([.. options, "--json"])).Output).RootElement;
        JsonElement[] settings = [.. json.GetProperty("settings").EnumerateArray()];
        Assert.Equal(_bench.FilePath, json.GetProperty("file").GetString());
        Assert.Equal(
            _bench.All.Settings.Select(setting => (setting.Key, setting.Variable, setting.Meaning)),
            settings.Select(one => (Text(one, "key"), Text(one, "variable"), Text(one, "meaning"))));
        Assert.Equal("flag", Text(settings.Single(one => Text(one, "key") == "web"), "source"));

        string[] Row(string key) => table.Single(line => line.StartsWith(key + " ", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        static string Text(JsonElement one, string name) => one.GetProperty(name).GetString()!;
    }

    [Fact]
    public async Task A_password_or_token_is_never_shown_only_the_path_of_its_file()
    {
        string token = Path.Combine(_bench.Directory, "token");
        await File.WriteAllTextAsync(token, "hush-token", TestContext.Current.CancellationToken);
        _bench.Write("influx: http://a.lab:8086?db=x&token-file=token\nmqtt: mqtt://gateway@a.lab\nmirror: "
            + "json\nmirror-broker: mqtt://me@b.lab\n");
        foreach (string form in (string[])["--json", "--yaml", ""])
        {
            string[] words = ["config", "show", "--data", _bench.Directory, form];
            ProcessStartInfo start = EdgeLoggerProgram.Start(words.Where(word => word.Length > 0));
            start.Environment["EDGELOGGER_MQTT_PASSWORD"] = "hush-mqtt";
            start.Environment["EDGELOGGER_MIRROR_PASSWORD"] = "hush-mirror";
            ProgramResult run = await EdgeLoggerProgram.RunAsync(start, TestContext.Current.CancellationToken);
            Assert.Equal((0, ""), (run.ExitCode, run.Errors));
            Assert.Contains(token, run.Output);
            Assert.DoesNotContain("hush", run.Output);
        }
    }

    [Theory]
    [InlineData("mqtt", "mqtt://gateway:hush@a.lab")]
    [InlineData("mqtt", "mqtt:gateway:hush@a.lab")]
    [InlineData("mqtt", "gateway:hush@a.lab")]
    [InlineData("mirror-broker", "mqtts://me:hu@sh@a.lab")]
    [InlineData("influx", "http://me:hush@a.lab:8086?db=x")]
    [InlineData("influx", "http://a.lab:8086?db=x&token=hush")]
    [InlineData("influx", "me:hush@a.lab")]
    public void A_secret_in_an_address_is_refused_and_not_repeated(string key, string address)
    {
        string fault = Assert.Single(_bench.Faults($"{key}: '{address}'\n"));
        Assert.DoesNotContain("hu", fault);
        Assert.StartsWith($"1:{key.Length + 3}: {key}", fault);
    }

    [Fact]
    public async Task A_gateway_starts_from_a_file_alone_and_says_which()
    {
        _bench.Write("""
            listen: 127.0.0.1
            port: 0
            tls-port: -1
            web: 0
            max-boards: 3
            log-level: [warning, ingest=trace]
            """);
        await using ServeProcess serve = await ServeProcess.StartAsync(
            EdgeLoggerProgram.Start("serve", "--data", _bench.Directory, "--stop-with-input"), _ =>
            { }, TestContext.Current.CancellationToken);

        Assert.Contains($"config: {_bench.FilePath}, of which 6 settings apply", serve.Said);
        Assert.NotEqual(1883, serve.BrokerPort);
        Assert.NotEqual(8080, serve.Page!.Port);
        Assert.Equal((true, 0), (serve.BrokerPort > 0, serve.TlsPort));
        Assert.DoesNotContain("info:", serve.Said);
        Assert.Equal(0, await serve.StopAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_running_gateway_has_what_an_option_or_a_variable_overrides_in_its_file()
    {
        _bench.Write("listen: 127.0.0.1\nport: 0\ntls-port: 0\nweb: 0\n");
        ProcessStartInfo start = EdgeLoggerProgram.Start("serve", "--data", _bench.Directory, "--web", "-1", "--stop-with-input");
        start.Environment["EDGELOGGER_TLS_PORT"] = "-1";
        await using ServeProcess serve = await ServeProcess.StartAsync(start, _ => { }, TestContext.Current.CancellationToken);

        Assert.Contains("of which 2 settings apply", serve.Said);
        Assert.Null(serve.Page);
        Assert.Equal(0, serve.TlsPort);
        Assert.Equal(0, await serve.StopAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("serve --help")]
    [InlineData("config show --help")]
    public async Task Help_has_the_options_under_a_heading_for_each_group_in_the_order_of_the_list(string command)
    {
        string help = (await RunAsync(command.Split(' '))).Output;
        int at = 0;
        foreach (SettingGroup group in _bench.All.Groups)
        {
            at = Next($"\n{group.Title}:");
            foreach (Setting setting in group.Settings)
            {
                at = Next($"\n  {setting.Option.Name} ");
            }
        }

        Assert.Equal(help.IndexOf("--help", StringComparison.Ordinal), help.LastIndexOf("--help", StringComparison.Ordinal));
        Assert.DoesNotContain("CategoryLevel", help);

        int Next(string text)
        {
            int found = help.ReplaceLineEndings("\n").IndexOf(text, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"no '{text.Trim()}' after place {at} in:\n{help}");
            return found;
        }
    }

    [Fact]
    public async Task Help_of_serve_says_that_options_may_be_in_the_file() =>
        Assert.Contains("may also be in the settings file", (await RunAsync("serve", "--help")).Output);

    private static Task<ProgramResult> RunAsync(params string[] arguments) =>
        ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, arguments);
}
