using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using EdgeLogger.Gateway.Commands;

namespace EdgeLogger.Gateway.Settings;

/// <summary>The settings of one start: of each the strongest of option, environment variable, settings file and default.</summary>
internal sealed class SettingsInForce
{
    private static readonly char[] Spaces = [' ', '\t', '\r', '\n'];

    private readonly List<string> _faults = [];

    private SettingsInForce(ServeOptions options, ParseResult typed, Func<string, string?> environment)
    {
        string? path = SettingsFile.Find(typed.GetValue(options.Config), typed.GetRequiredValue(options.Data));
        SettingsFile? file = path is null ? null : SettingsFile.Load(path, options);
        _faults.AddRange(file?.Faults.Select(fault => fault.ToString()) ?? []);
        File = path;
        Values = [.. options.Settings.Select(setting =>
            Typed(setting, typed) ?? FromEnvironment(setting, environment, options)
            ?? file?.Values.FirstOrDefault(value => value.Setting == setting)
            ?? new SettingValue(setting, setting.Default.Length > 0 ? [setting.Default] : [], SettingSource.Default, ""))];
        Parsed = options.Parse([.. Given(options.Data, typed), .. Arguments(Values)]);
        if (_faults.Count == 0)
        {
            _faults.AddRange(Parsed.Errors.Select(error => error.Message + Places(error.Message)));
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

    /// <summary>Reads the settings that hold for a command line.</summary>
    /// <param name="options">Its options.</param>
    /// <param name="typed">What was typed.</param>
    /// <param name="environment">Gives an environment variable; null if it is not set.</param>
    public static SettingsInForce Of(ServeOptions options, ParseResult typed, Func<string, string?> environment) => new(options, typed, environment);

    /// <summary>The same, which must be right.</summary>
    /// <exception cref="UserErrorException">Something is wrong; the message has a line for each fault.</exception>
    public static SettingsInForce Required(ServeOptions options, ParseResult typed)
    {
        SettingsInForce settings = Of(options, typed, Environment.GetEnvironmentVariable);
        return settings.Faults.Count == 0 ? settings : throw new UserErrorException(string.Join('\n', settings.Faults));
    }

    /// <summary>Values as one types them; defaults are left to the parser.</summary>
    public static IEnumerable<string> Arguments(IEnumerable<SettingValue> values) =>
        values.Where(value => value.Source != SettingSource.Default)
            .SelectMany(value => value.Values.Select(text => $"{value.Setting.Option.Name}={text}"));

    /// <summary>Whether a message names a setting's option.</summary>
    public static bool Names(string message, Setting setting) => message.Split(' ', ',', ':', '.').Contains(setting.Option.Name);

    private static SettingValue? Typed(Setting setting, ParseResult typed) => typed.GetResult(setting.Option) is { Implicit: false } result
        ? new SettingValue(setting, Words(result), SettingSource.Flag, setting.Option.Name)
        : null;

    // A switch may stand alone.
    private static IReadOnlyList<string> Words(OptionResult result) =>
        result.Tokens.Count == 0 ? ["true"] : [.. result.Tokens.Select(token => token.Value)];

    private static IEnumerable<string> Given(Option option, ParseResult typed) =>
        typed.GetResult(option) is { Implicit: false } result ? Words(result).Select(text => $"{option.Name}={text}") : [];

    // A variable that is empty is not set: that is how files of variables leave one out.
    private SettingValue? FromEnvironment(Setting setting, Func<string, string?> environment, ServeOptions options)
    {
        if (environment(setting.Variable)?.Trim() is not { Length: > 0 } text)
        {
            return null;
        }

        string[] values = setting.IsList ? text.Split(Spaces, StringSplitOptions.RemoveEmptyEntries) : [text];
        _faults.AddRange(options.FaultsOf(setting, values).Select(fault => $"{setting.Variable}: {fault}"));
        return new SettingValue(setting, values, SettingSource.Environment, setting.Variable);
    }

    // Two settings that do not go together may come from two places.
    private string Places(string message)
    {
        string[] places = [.. Values.Where(value => value.Source is SettingSource.File or SettingSource.Environment
            && Names(message, value.Setting)).Select(value => $"{value.Setting.Option.Name} is from {value.Where}")];
        return places.Length == 0 ? "" : $" ({string.Join(", ", places)})";
    }
}
