using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeLogger.Gateway.Commands;
using EdgeLogger.Yaml;
using YamlDotNet.RepresentationModel;

namespace EdgeLogger.Gateway.Settings;

/// <summary>The settings file (docs/specs/configuration.md), read: each value is checked by the parser of its option.</summary>
internal sealed class SettingsFile
{
    /// <summary>Its name in the data directory.</summary>
    public const string FileName = "edgelogger.yaml";

    private readonly List<YamlFault> _faults = [];
    private readonly List<SettingValue> _values = [];
    private readonly YamlText _text;

    private SettingsFile(string path)
    {
        Path = path;
        _text = new YamlText(path, _faults);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>What it sets and can be used, in the order of all settings.</summary>
    public IReadOnlyList<SettingValue> Values => _values;

    /// <summary>All that is wrong with it, in its order.</summary>
    public IReadOnlyList<YamlFault> Faults => [.. _faults.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column)];

    /// <summary>The file that holds for a command line: the one that it names, or the one in the data directory, if it is there.</summary>
    public static string? Find(string? named, string directory)
    {
        string path = named ?? System.IO.Path.Combine(directory, FileName);
        return named is not null || File.Exists(path) ? System.IO.Path.GetFullPath(path) : null;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="UserErrorException">It cannot be opened.</exception>
    public static SettingsFile Load(string path, ServeOptions options)
    {
        SettingsFile file = new(path);
        try
        {
            file.Read(file._text.Load(Keys(options)), options);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The settings file {path} cannot be read: {error.Message} Let {Environment.UserName} read it, or name another one with --config.", error);
        }

        return file;
    }

    /// <summary>All that is wrong with it, and with what it sets together.</summary>
    public IReadOnlyList<YamlFault> AllFaults(ServeOptions options) => _faults.Count > 0 ? Faults :
        [.. options.Parse([.. SettingsInForce.Arguments(_values)]).Errors.Select(error => new YamlFault(Path, LineOf(error.Message), 1, error.Message))];

    // The first of those that do not go together.
    private long LineOf(string message) => _values.Where(value => SettingsInForce.Names(message, value.Setting))
        .Select(value => long.Parse(value.Where[(value.Where.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture)).DefaultIfEmpty(1).Min();

    private static string Keys(ServeOptions options) => $"keys such as {options.Settings[0].Key} and {options.Settings[1].Key}";

    private void Read(YamlMap? map, ServeOptions options)
    {
        if (map is null)
        {
            return;
        }

        foreach (Setting setting in options.Settings)
        {
            int before = _faults.Count;
            if (map.Find(setting.Key) is { } node && map.Texts(setting.Key) is { } texts && _faults.Count == before)
            {
                Add(setting, node, texts, options);
            }
        }

        foreach (string flag in ServeOptions.FlagsOnly)
        {
            if (map.Find(flag) is { } node)
            {
                _text.Fault(node, $"{flag} is an option only, because it says where this file is: give --{flag} to the command");
            }
        }

        map.RefuseOthers();
    }

    private void Add(Setting setting, YamlNode node, IReadOnlyList<string> texts, ServeOptions options)
    {
        if (texts.Count > 1 && !setting.IsList)
        {
            _text.Fault(node, $"{setting.Key} has {texts.Count} values; give one");
            return;
        }

        foreach (string fault in options.FaultsOf(setting, texts))
        {
            _text.Fault(node, fault);
        }

        _values.Add(new SettingValue(setting, texts, SettingSource.File, FormattableString.Invariant($"{Path}:{node.Start.Line}")));
    }
}
