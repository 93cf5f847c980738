using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Yaml;
using YamlDotNet.RepresentationModel;

namespace EdgeLogger.Gateway.Settings;

/// <summary>
/// A settings file (docs/specs/configuration.md) that was read: each value is checked by the parser of its option.
/// </summary>
internal sealed class SettingsFile
{
    private readonly List<YamlFault> _faults = [];
    private readonly List<SettingValue> _values = [];
    private readonly Dictionary<Setting, YamlNode> _places = [];
    private readonly YamlText _text;
    private readonly ServeSettings _all;

    private SettingsFile(string path, ServeSettings all)
    {
        Path = path;
        _all = all;
        _text = new YamlText(path, _faults);
    }

    /// <summary>Where it is, in full.</summary>
    public string Path { get; }

    /// <summary>What it sets, in the order of all settings.</summary>
    public IReadOnlyList<SettingValue> Values => _values;

    /// <summary>What is wrong with it by itself, in its order.</summary>
    public IReadOnlyList<YamlFault> Faults => [.. _faults.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column)];

    /// <summary>
    /// The file of a command line: the one that it names, or the one in the data directory; null if there is none.
    /// </summary>
    public static string? Find(string? named, string directory)
    {
        string path = System.IO.Path.GetFullPath(named ?? InDirectory(directory));
        // Whatever has that name is opened, also a folder or a link that leads nowhere: settings are not left out silently.
        return named is not null || Directory.Exists(path) || new FileInfo(path).Exists ? path : null;
    }

    /// <summary>The settings file of a data directory, which need not be there.</summary>
    public static string InDirectory(string directory) => System.IO.Path.Combine(directory, DataDirectory.SettingsFile);

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is, in full.</param>
    /// <param name="all">What settings there are.</param>
    /// <exception cref="UserErrorException">It cannot be opened.</exception>
    public static SettingsFile Load(string path, ServeSettings all)
    {
        SettingsFile file = new(path, all);
        try
        {
            file.Read(file._text.Load($"keys such as {all.Settings[0].Key} and {all.Settings[1].Key}"));
            return file;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserErrorException(
                $"The settings file {path} does not exist. `edgelogger config show --yaml` prints one to begin with.", error);
        }
        catch (UnauthorizedAccessException error) when (Directory.Exists(path))
        {
            throw new UserErrorException(
                $"The settings file {path} is a folder. Name a file with --config, or move the folder away.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"The settings file {path} cannot be read: {error.Message} Let {Environment.UserName} read it, or name "
                + "another one with --config.",
                error);
        }
    }

    /// <summary>What is wrong with it if nothing else is set: settings that do not go together too.</summary>
    public IReadOnlyList<YamlFault> FaultsAlone()
    {
        if (_faults.Count == 0)
        {
            foreach (SettingConflict conflict in _all.ConflictsOf(_all.Parse([.. _values.SelectMany(value => value.Arguments)])))
            {
                _text.Fault(_places[conflict.Of(_values).Last().Setting], conflict.Message);
            }
        }

        return Faults;
    }

    private void Read(YamlMap? map)
    {
        if (map is null)
        {
            return;
        }

        foreach (Setting setting in _all.Settings)
        {
            if (map.Find(setting.Key) is { } node)
            {
                Read(setting, node);
            }
        }

        foreach (string flag in ServeSettings.FlagsOnly)
        {
            map.Refuse(flag, $"{flag} is an option only, because it says where this file is: give --{flag} to the command");
        }

        map.RefuseOthers();
    }

    private void Read(Setting setting, YamlNode node)
    {
        int before = _faults.Count;
        YamlNode[] parts = setting.IsList && node is YamlSequenceNode list ? [.. list.Children] : [node];
        string[] texts = [.. parts.Select(part => Text(setting, part))];
        // What is wrong with one value is reported where that value is; what is wrong with all together, at the list.
        if (_faults.Count == before && parts.Length > 1)
        {
            Check(setting, texts, node);
        }

        _places[setting] = node;
        _values.Add(new SettingValue(
            setting, texts, SettingSource.File, FormattableString.Invariant($"{Path}:{node.Start.Line}:{node.Start.Column}")));
    }

    private string Text(Setting setting, YamlNode part)
    {
        if (part is not YamlScalarNode { Value: { } text })
        {
            string found = part is YamlSequenceNode ? "a list" : "a mapping";
            _text.Fault(part, $"{setting.Key} is {found}; give {setting.Allowed}{(setting.IsList ? ", or a list of them" : "")}");
            return "";
        }

        string rooted = setting.Rooted(text, System.IO.Path.GetDirectoryName(Path)!);
        Check(setting, [rooted], part);
        return rooted;
    }

    private void Check(Setting setting, IReadOnlyList<string> texts, YamlNode place)
    {
        foreach (string fault in _all.FaultsOf(setting, texts))
        {
            _text.Fault(place, fault);
        }
    }
}
