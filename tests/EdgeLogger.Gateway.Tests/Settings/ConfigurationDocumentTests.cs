using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using EdgeLogger.Gateway.Commands;
using EdgeLogger.Gateway.Settings;

namespace EdgeLogger.Gateway.Tests.Settings;

/// <summary>
/// docs/specs/configuration.md and the service's unit against the list. EDGELOGGER_WRITE_DOCS=1 writes the tables.
/// </summary>
public sealed partial class ConfigurationDocumentTests
{
    private const string Begin = "<!-- settings -->\n";
    private const string End = "<!-- end of settings -->\n";

    private static string Document => At("docs", "specs", "configuration.md");

    [Fact]
    public void The_document_has_every_setting_as_the_list_has_it()
    {
        string text = File.ReadAllText(Document);
        int from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int to = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(from >= Begin.Length && to >= from, $"{Document} has lost its marks {Begin.Trim()} and {End.Trim()}.");
        string wanted = Tables();
        if (Environment.GetEnvironmentVariable("EDGELOGGER_WRITE_DOCS") == "1")
        {
            File.WriteAllText(Document, text[..from] + wanted + text[to..]);
            return;
        }

        Assert.Equal(wanted, text[from..to]);
    }

    [Fact]
    public void The_example_of_the_document_is_a_settings_file_without_faults()
    {
        string example = File.ReadAllText(Document).Split("```yaml\n")[1].Split("```")[0];
        using SettingsBench bench = new();
        File.WriteAllText(Path.Combine(bench.Directory, "page.pem"), "something");
        File.WriteAllText(Path.Combine(bench.Directory, "influx-token"), "something");

        Assert.Empty(bench.Faults(example));
        Assert.True(bench.Read().Values.Count(value => value.Source == SettingSource.File) > 5);
    }

    [Fact]
    public void The_unit_of_systemd_starts_a_command_line_that_there_is()
    {
        string[] words = [.. File.ReadLines(At("deploy", "systemd", "edgelogger.service"))
            .Single(line => line.StartsWith("ExecStart=", StringComparison.Ordinal)).Split(' ')];
        using SettingsBench bench = new();
        bench.Write("");
        Assert.Equal(["serve", "--data", "/var/lib/edgelogger", "--config", "/etc/edgelogger/edgelogger.yaml"], words[1..]);
        words[^1] = bench.FilePath;

        Assert.Empty(Complaint.About(CommandTree.Create().Parse(words[1..])));
    }

    [Fact]
    public void The_categories_of_the_log_are_the_projects_that_log()
    {
        string gateway = At("gateway");
        ILookup<string, string> projects = Directory.EnumerateFiles(gateway, "*.cs", SearchOption.AllDirectories)
            .ToLookup(file => Path.GetFileNameWithoutExtension(file), file => Path.GetRelativePath(gateway, file)
                .Split(Path.DirectorySeparatorChar)[0]);
        string[] types = [.. Directory.EnumerateFiles(gateway, "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Logger().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value)
            .Where(type => type != "T").Distinct()];
        Assert.True(types.Length > 5, "no loggers were found");

        Assert.Equal(CategoryLevel.Categories, types.Select(type => projects[type].Single().Split('.')[1].ToLowerInvariant())
            .Distinct().Order());
    }

    private static string Tables()
    {
        StringBuilder text = new();
        foreach (SettingGroup group in new ServeSettings().Groups)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"### {group.Title}\n\n| key | value | unit | default | meaning |\n| --- | --- | --- | --- | --- |\n");
            foreach (Setting setting in group.Settings)
            {
                string usual = setting.Default.Length > 0 ? $"`{setting.Default}`" : "";
                text.Append(CultureInfo.InvariantCulture,
                    $"| `{setting.Key}` | {Allowed(setting)} | {setting.Unit} | {usual} | {setting.Meaning} |\n");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Allowed(Setting setting) =>
        $"`{setting.Allowed.Replace("|", "` or `", StringComparison.Ordinal)}`{(setting.IsList ? ", or a list" : "")}";

    private static string At(params string[] parts) =>
        Path.Combine([Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..")), .. parts]);

    // Loggers are named by the type that they are asked for.
    [GeneratedRegex(@"(?:ILogger|CreateLogger|LoggerOf)<(\w+)>")]
    private static partial Regex Logger();

    private static string Here([CallerFilePath] string path = "") => path;
}
