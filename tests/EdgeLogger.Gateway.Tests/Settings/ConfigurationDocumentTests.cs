using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using EdgeLogger.Gateway.Commands;
using EdgeLogger.Gateway.Settings;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Tests.Settings;

/// <summary>docs/specs/configuration.md and the service's unit against the list. EDGELOGGER_WRITE_DOCS=1 writes the tables.</summary>
public sealed class ConfigurationDocumentTests
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
        string[] projects = [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "EdgeLogger.*.dll").Append(typeof(CommandTree).Assembly.Location)
            .Where(file => Directory.Exists(At("gateway", Path.GetFileNameWithoutExtension(file))) || file == typeof(CommandTree).Assembly.Location)
            .Select(Assembly.LoadFrom).SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => parameter.ParameterType)
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ILogger<>))
            .Select(type => type.GetGenericArguments()[0].FullName!.Split('.')[1].ToLowerInvariant()).Distinct().Order()];

        Assert.Equal(CategoryLevel.Categories, projects);
    }

    private static string Tables()
    {
        StringBuilder text = new();
        foreach (SettingGroup group in new ServeSettings().Groups)
        {
            text.Append(CultureInfo.InvariantCulture, $"### {group.Title}\n\n| key | value | unit | default | meaning |\n| --- | --- | --- | --- | --- |\n");
            foreach (Setting setting in group.Settings)
            {
                string usual = setting.Default.Length > 0 ? $"`{setting.Default}`" : "";
                text.Append(CultureInfo.InvariantCulture,
                    $"| `{setting.Key}` | `{setting.Allowed.Replace("|", "\\|")}`{(setting.IsList ? ", or a list" : "")} | {setting.Unit} | {usual} | {setting.Meaning.Replace("|", "\\|")} |\n");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string At(params string[] parts) =>
        Path.Combine([Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..")), .. parts]);

    private static string Here([CallerFilePath] string path = "") => path;
}
