using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Settings;
using EdgeLogger.Yaml;

namespace EdgeLogger.Gateway.Commands;

/// <summary>edgelogger config: the settings of `serve`, and what is wrong with a settings file.</summary>
internal static class ConfigCommand
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create() => new("config", $"""
        Settings of `edgelogger serve`: from its options, EDGELOGGER_... variables, and {DataDirectory.SettingsFile} in the data directory.
        """)
    {
        Show(),
        Check(),
    };

    private static Command Show()
    {
        ServeSettings all = new();
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Option<bool> yaml = new("--yaml")
        { Description = "Print a settings file: what is set, and all other settings as comments." };
        Command command = new("show", """
            Shows each setting of `edgelogger serve`: its value, where that comes from, its unit and its default. It takes the options of `serve`.
            Passwords are not settings, and are not shown.

            Example: edgelogger config show --data /srv/cells --yaml
            """)
        {
            json, yaml,
        };
        GroupedHelp.AddTo(command, all.Groups);
        all.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(yaml))
            {
                result.AddError("--json and --yaml are two forms: give one of the two.");
            }
        });
        command.SetAction(parsed =>
        {
            EffectiveSettings settings = EffectiveSettings.Required(all, parsed);
            Console.Write(parsed.GetValue(yaml) ? SettingsText.Write(all.Groups, settings.Values)
                : parsed.GetValue(json) ? Json(settings) + Environment.NewLine
                : Table(settings));
            return 0;
        });
        return command;
    }

    private static Command Check()
    {
        Option<string> data = DataDirectory.Option();
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Argument<string?> file = TextOption.CheckedArgument(
            new Argument<string?>(TextOption.InputFile)
            {
                Description = $"The settings file; without it, {DataDirectory.SettingsFile} in the data directory.",
                Arity = ArgumentArity.ZeroOrOne,
            },
            TextOption.NoInput);
        Command command = new("check", """
            Checks a settings file. Each fault is printed with its line and what to do, and the exit code is 2.

            Example: edgelogger config check new.yaml
            """)
        {
            file, data, json,
        };
        command.SetAction(parsed => CheckFile(
            parsed.GetValue(file) ?? SettingsFile.InDirectory(parsed.GetRequiredValue(data)), parsed.GetValue(json)));
        return command;
    }

    private static int CheckFile(string path, bool json)
    {
        ServeSettings all = new();
        SettingsFile file = SettingsFile.Load(Path.GetFullPath(path), all);
        IReadOnlyList<YamlFault> faults = file.FaultsAlone();
        int code = faults.Count == 0 ? 0 : Failure.UserCode;
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { File = file.Path, Ok = code == 0, Faults = faults }, Indented));
        }
        else if (code == 0)
        {
            Console.WriteLine($"{file.Path} is right: it sets {file.Values.Count} of {all.Settings.Count} settings.");
        }
        else
        {
            Console.Error.WriteLine(string.Join(Environment.NewLine, faults));
        }

        return code;
    }

    private static string Json(EffectiveSettings settings) => JsonSerializer.Serialize(
        new
        {
            settings.File,
            Settings = settings.Values.Select(value => new
            {
                value.Setting.Key,
                Value = value.Setting.IsList ? (object)value.Values : value.Values.Count > 0 ? value.Values[0] : null,
                Source = value.Source.ToString().ToLowerInvariant(),
                value.Where,
                value.Setting.Unit,
                Default = value.Setting.Default.Length > 0 ? value.Setting.Default : null,
                value.Setting.Variable,
                value.Setting.Meaning,
            }),
        },
        Indented);

    private static string Table(EffectiveSettings settings)
    {
        string[][] rows =
        [
            ["setting", "value", "unit", "default", "from"],
            .. settings.Values.Select(value => new[]
            {
                value.Setting.Key,
                value.Values.Count > 0 ? string.Join(' ', value.Values) : "-",
                value.Setting.Unit,
                value.Setting.Default.Length > 0 ? value.Setting.Default : "-",
                value.Source == SettingSource.Default ? "default" : value.Where,
            }),
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        return string.Concat(rows.Select(row =>
            string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd() + Environment.NewLine));
    }
}
