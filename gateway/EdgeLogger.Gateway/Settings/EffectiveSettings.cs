using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;

namespace EdgeLogger.Gateway.Settings;

/// <summary>
/// The settings of one start: of each the strongest of option, environment variable, settings file and default.
/// </summary>
internal sealed class EffectiveSettings
{
    private static readonly char[] Spaces = [' ', '\t', '\r', '\n'];

    private readonly List<string> _faults = [];

    /// <summary>Reads the settings of a command line.</summary>
    /// <param name="all">What settings there are.</param>
    /// <param name="typed">What was typed.</param>
    /// <param name="environment">Gives an environment variable; null if it is not set.</param>
    /// <exception cref="UserErrorException">The settings file cannot be opened.</exception>
    public EffectiveSettings(ServeSettings all, ParseResult typed, Func<string, string?> environment)
    {
        string data = typed.GetRequiredValue(all.Data);
        File = SettingsFile.Find(typed.GetValue(all.Config), data);
        SettingsFile? file = File is null ? null : SettingsFile.Load(File, all);
        _faults.AddRange(file?.Faults.Select(fault => fault.ToString()) ?? []);
        Values = [.. all.Settings.Select(setting =>
            Typed(setting, typed) ?? FromEnvironment(setting, environment, all)
            ?? file?.Values.FirstOrDefault(value => value.Setting == setting)
            ?? new SettingValue(setting, setting.Default.Length > 0 ? [setting.Default] : [], SettingSource.Default, ""))];
        Parsed = all.Parse([$"{all.Data.Name}={data}", .. Values.SelectMany(value => value.Arguments)]);
        if (_faults.Count == 0)
        {
            _faults.AddRange(all.ConflictsOf(Parsed).Select(Describe));
        }
    }

    /// <summary>The settings file; null if there is none.</summary>
    public string? File { get; }

    /// <summary>All settings.</summary>
    public IReadOnlyList<SettingValue> Values { get; }

    /// <summary>What is wrong, each with its place.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>All of them together, as one command line.</summary>
    public ParseResult Parsed { get; }

    /// <summary>The settings of a command line and this process's environment, which must be right.</summary>
    /// <exception cref="UserErrorException">Something is wrong; the message has a line for each fault.</exception>
    public static EffectiveSettings Required(ServeSettings all, ParseResult typed)
    {
        EffectiveSettings settings = new(all, typed, Environment.GetEnvironmentVariable);
        return settings.Faults.Count == 0 ? settings : throw new UserErrorException(string.Join('\n', settings.Faults));
    }

    private static SettingValue? Typed(Setting setting, ParseResult typed) =>
        typed.GetResult(setting.Option) is { Implicit: false } result
        ? new SettingValue(setting, Words(result), SettingSource.Flag, setting.Option.Name)
        : null;

    // A switch may be given without a value.
    private static IReadOnlyList<string> Words(OptionResult result) =>
        result.Tokens.Count == 0 ? ["true"] : [.. result.Tokens.Select(token => token.Value)];

    // A variable that is empty is not set: that is how files of variables leave one out.
    private SettingValue? FromEnvironment(Setting setting, Func<string, string?> environment, ServeSettings all)
    {
        if (environment(setting.Variable)?.Trim() is not { Length: > 0 } text)
        {
            return null;
        }

        string[] values = setting.IsList ? text.Split(Spaces, StringSplitOptions.RemoveEmptyEntries) : [text];
        _faults.AddRange(all.FaultsOf(setting, values).Select(fault => $"{setting.Variable}: {fault}"));
        return new SettingValue(setting, values, SettingSource.Environment, setting.Variable);
    }

    private string Describe(SettingConflict conflict) =>
        $"{conflict.Message} ({string.Join(", ", conflict.Of(Values).Select(value => $"{value.Setting.Key}: {value.Where}"))})";
}
