using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Settings;
using EdgeLogger.Testing;

namespace EdgeLogger.Gateway.Tests.Settings;

/// <summary>What may be in a settings file, and how the rest is refused.</summary>
public sealed class SettingsFileTests
{
    [Theory]
    [InlineData("prot: 1884", "1:1: the file has no 'prot' (did you mean port?)", "it has: broker, mqtt, ")]
    [InlineData("frobnicate: 1", "1:1: the file has no 'frobnicate'; it has: broker, mqtt, ")]
    [InlineData("<<: {port: 1}", "1:1: the file has no '<<'")]
    [InlineData("{a: 1}: 2", "1:1: the file has no ")]
    [InlineData("port: x", "1:7: port x is not a number; give a port, 0 to 65535.")]
    [InlineData("port: 70000", "1:7: port 70000 is out of range; give a port, 0 to 65535.")]
    [InlineData("port: 1.5", "1:7: port 1.5 is not a whole number; give a port")]
    [InlineData("port: [1, 2]", "1:7: port is a list; give PORT")]
    [InlineData("port: []", "1:7: port is a list; give PORT")]
    [InlineData("listen:\n  a: 1", "2:3: listen is a mapping; give ADDRESS")]
    [InlineData("port:", "1:6: port is empty; give PORT, or leave it out.")]
    [InlineData("no-plaintext: yes", "1:15: no-plaintext yes is not known; give true or false.")]
    [InlineData("broker: mosquito", "1:9: broker mosquito is not known; give mqttnet or mosquitto.")]
    [InlineData("mirror: [json, jason]\nmirror-broker: mqtt://a.lab", "1:16: mirror: 'jason' is not known; give json, "
        + "homeassistant, sparkplug.")]
    [InlineData("influx:\n  - http://a.lab:8086?db=x\n  - a.lab", "3:5: influx: The address of the InfluxDB server is "
        + "not one of http or https.")]
    [InlineData("influx:\n  - {db: x}", "2:5: influx is a mapping; give URL, or a list of them")]
    [InlineData("influx: [http://a?db=x, http://a?db=x]", "1:9: influx: The same server and database is given twice.")]
    [InlineData("log-level: [verbose]", "1:13: log-level: 'verbose' is not known; give trace, debug, information, warning, "
        + "error, critical, or CATEGORY=LEVEL")]
    [InlineData("log-level: [debug, trace]", "1:12: log-level: The same category has two levels; give one.")]
    [InlineData("log-level: ingset=debug", "'ingset=debug' is not known", "for one of derivation, gateway, ingest, ")]
    [InlineData("data: /srv/cells", "1:1: data is an option only", "give --data")]
    [InlineData("broker: mosquitto\nmqtt: mqtt://a.lab", "2:7: broker chooses the built-in broker and mqtt uses another one "
        + "instead: give one of the two")]
    [InlineData("mirror: json", "1:9: mirror says what is published and mirror-broker where: give both, or neither")]
    [InlineData("port: 1884\nport: 1885", "2:1: ", "port")]
    [InlineData("port: 1884\nlisten:\n\t127.0.0.1", "3:1: a tab begins this line; YAML is indented with spaces")]
    [InlineData("port: 1884\n\tlisten: 127.0.0.1", "2:1: a tab begins this line")]
    [InlineData("port: 1884\n---\nport: 1885", "3:1: a second document begins")]
    [InlineData("- port: 1884", "1:1: the file must be a mapping with keys such as broker and mqtt")]
    [InlineData("1884", "1:1: the file must be a mapping")]
    [InlineData("port: *one", "stands for nothing that ends before it")]
    public void What_cannot_be_used_is_named_with_line_column_what_was_found_and_what_to_give(
        string text, params string[] expected)
    {
        using SettingsBench bench = new();
        string fault = Assert.Single(bench.Faults(text));
        Assert.StartsWith(char.IsDigit(expected[0][0]) ? expected[0] : "1:", fault);
        Assert.All(expected, part => Assert.Contains(part, fault));
    }

    [Fact]
    public void All_faults_are_named_at_once_in_the_order_of_the_file()
    {
        using SettingsBench bench = new();
        Assert.Equal(["1", "2", "3", "4"], bench.Faults("web: x\nport: y\nprot: 1\nconfig: z\n")
            .Select(fault => fault.Split(':')[0]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n# port: 1884\n")]
    [InlineData("---\n")]
    public void A_file_without_settings_is_as_good_as_none(string text)
    {
        using SettingsBench bench = new();
        string usual = bench.Gateway(bench.Read());
        bench.Write(text);
        Assert.Equal(usual, bench.Gateway(bench.Read()));
        Assert.Equal(bench.FilePath, bench.Read().File);
    }

    [Fact]
    public void A_byte_order_mark_and_line_ends_of_Windows_are_accepted()
    {
        using SettingsBench bench = new();
        bench.Write("\uFEFFport: 1884\r\nlisten: 127.0.0.1\r\n");
        EffectiveSettings settings = bench.Read();
        Assert.Empty(settings.Faults);
        Assert.Equal(["127.0.0.1", "1884"], settings.Values.Where(value => value.Source == SettingSource.File)
            .SelectMany(value => value.Values));
    }

    public static TheoryData<byte[], string> NotUtf8 => new()
    {
        { [.. "# Messger"u8, 0xE4, .. "t\nport: 1\n"u8], "1:10: byte e4 is not UTF-8; save the file as UTF-8" },
        { [.. "port: 1\n# "u8, 0xFF, .. "\n"u8], "2:3: byte ff is not UTF-8" },
        { [0xFF, 0xFE, (byte)'p', 0], "1:1: byte ff is not UTF-8" },
    };

    [Theory]
    [MemberData(nameof(NotUtf8))]
    public void A_file_that_is_not_UTF8_is_refused_at_its_first_wrong_byte(byte[] bytes, string expected)
    {
        using SettingsBench bench = new();
        File.WriteAllBytes(bench.FilePath, bytes);
        Assert.Contains(expected, $"{Assert.Single(SettingsFile.Load(bench.FilePath, bench.All).Faults)}");
    }

    [Fact]
    public void A_file_of_1_MB_is_read_and_a_longer_one_is_refused_unread()
    {
        using SettingsBench bench = new();
        string text = "port: 1884\n#";
        Assert.Empty(bench.Faults(text + new string('x', (1 << 20) - text.Length)));
        Assert.StartsWith("1:1: the file is longer than 1 MB",
            Assert.Single(bench.Faults(text + new string('x', (1 << 20) - text.Length + 1))));
    }

    [Fact]
    public void Aliases_that_stand_for_more_than_there_is_memory_are_refused()
    {
        using SettingsBench bench = new();
        string text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + string.Concat(Enumerable.Range(1, 20)
                .Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        Assert.Contains("has more than 100000 parts", Assert.Single(bench.Faults(text)));
    }

    [Fact]
    public void A_relative_path_starts_at_the_folder_of_the_file()
    {
        using SettingsBench bench = new();
        string folder = Directory.CreateDirectory(Path.Combine(bench.Directory, "sub folder & more")).FullName;
        SettingExamples.MakeFiles(folder);
        string file = Path.Combine(folder, "edgelogger.yaml");
        File.WriteAllText(file, """
            web-certificate: a.pem
            web-key: ./b.pem
            mqtt: mqtts://a.lab?ca=c.pem
            mirror: json
            mirror-broker: mqtts://b.lab?ca=../a.pem
            influx: [http://c.lab:8086?db=x&token-file=a.pem, http://c.lab:8086?db=y&user=u&password-file=b.pem]
            """);

        EffectiveSettings settings = bench.Read($"--config={file}");

        Assert.Empty(settings.Faults);
        string[] values = [.. settings.Values.Where(value => value.Source == SettingSource.File)
            .SelectMany(value => value.Values)];
        Assert.Equal(7, values.Length);
        Assert.Contains(Path.Combine(folder, "a.pem"), values);
        Assert.Contains(Path.Combine(folder, "b.pem"), values);
        Assert.Equal(Path.Combine(folder, "c.pem"), bench.All.Read(settings.Parsed).ExternalBroker!.CaFile);
        Assert.Equal(Path.Combine(bench.Directory, "a.pem"), bench.All.Read(settings.Parsed).MirrorBroker!.CaFile);
    }

    [Fact]
    public void A_folder_or_a_link_that_leads_nowhere_in_the_place_of_the_file_is_not_ignored()
    {
        using SettingsBench bench = new();
        Directory.CreateDirectory(bench.FilePath);
        Assert.Contains(bench.FilePath, Assert.Throws<UserErrorException>(() => bench.Read()).Message);
        Directory.Delete(bench.FilePath);
        File.CreateSymbolicLink(bench.FilePath, Path.Combine(bench.Directory, "nowhere"));
        Assert.Contains(bench.FilePath, Assert.Throws<UserErrorException>(() => bench.Read()).Message);
    }

    [Fact]
    public void A_settings_file_keeps_its_mode_and_its_folder_is_closed_all_the_same()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Files of Windows have no mode.");
            return;
        }

        using ScratchDirectory data = new();
        const UnixFileMode Open =
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        File.WriteAllText(data.File("edgelogger.yaml"), "");
        File.SetUnixFileMode(data.File("edgelogger.yaml"), Open);
        File.SetUnixFileMode(data, Open | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);

        OwnFiles.Close(data);

        Assert.Equal(Open, File.GetUnixFileMode(data.File("edgelogger.yaml")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(data));
    }

    [Fact]
    public void Settings_that_are_written_as_a_file_are_the_same_when_it_is_read()
    {
        foreach (string without in (string[])["mqtt", "broker"])
        {
            using SettingsBench bench = new();
            List<string> typed = [.. bench.All.Settings.Where(setting => setting.Key != without)
                .Select(setting => $"--{setting.Key}={SettingExamples.Of(setting.Key, bench.Directory).InFile}")];
            string odd = Path.Combine(bench.Directory, "it's: a #\"file\" \U0001F600.pem");
            File.WriteAllText(odd, "something");
            typed[typed.FindIndex(word => word.StartsWith("--web-key=", StringComparison.Ordinal))] = $"--web-key={odd}";
            EffectiveSettings settings = bench.Read([.. typed, "--broker-name=second.lab"]);
            Assert.Empty(settings.Faults);

            bench.Write(SettingsText.Write(bench.All.Groups, settings.Values));
            EffectiveSettings read = bench.Read();

            Assert.Equal(bench.Gateway(settings), bench.Gateway(read));
            Assert.Equal(settings.Values.Select(value => string.Join(' ', value.Values)),
                read.Values.Select(value => string.Join(' ', value.Values)));
            Assert.Equal(bench.All.Settings.Count - 1, read.Values.Count(value => value.Source == SettingSource.File));
        }
    }

    [Fact]
    public void A_file_of_defaults_has_every_setting_as_a_comment_that_may_be_uncommented()
    {
        using SettingsBench bench = new();
        string usual = bench.Gateway(bench.Read());
        string text = SettingsText.Write(bench.All.Groups, bench.Read().Values);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length == 0 || line[0] == '#', line));
        Assert.All(bench.All.Settings, setting => Assert.Contains($"\n# {setting.Key}: ", text));

        foreach (Setting setting in bench.All.Settings.Where(setting => setting.Default.Length > 0))
        {
            text = text.Replace($"\n# {setting.Key}: ", $"\n{setting.Key}: ", StringComparison.Ordinal);
        }

        bench.Write(text);
        Assert.Equal(usual, bench.Gateway(bench.Read()));
    }
}
