using System;
using System.Collections;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Reflection;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Settings;
using EdgeLogger.Testing;

namespace EdgeLogger.Gateway.Tests.Settings;

/// <summary>A data directory, an environment and a command line, without a gateway.</summary>
internal sealed class SettingsBench : IDisposable
{
    private readonly ScratchDirectory _data = new();
    private readonly Command _serve = new("serve");

    public SettingsBench()
    {
        SettingExamples.MakeFiles(_data);
        All.AddTo(_serve);
    }

    public ServeSettings All { get; } = new();

    public Dictionary<string, string> Variables { get; } = [];

    public string Directory => _data;

    public string FilePath => _data.File("edgelogger.yaml");

    /// <summary>Writes the settings file.</summary>
    public void Write(string text) => File.WriteAllText(FilePath, text);

    /// <summary>The settings with these options typed.</summary>
    public EffectiveSettings Read(params IEnumerable<string> typed) =>
        new(All, _serve.Parse([$"--data={Directory}", .. typed.Where(word => word.Length > 0)], Given.Parsing),
            Variables.GetValueOrDefault);

    /// <summary>The gateway that the settings describe, as text.</summary>
    public string Gateway(EffectiveSettings settings)
    {
        Assert.Empty(settings.Faults);
        return $"{Describe(All.Read(settings.Parsed))} log: "
            + $"{string.Join(' ', All.ReadLogLevels(settings.Parsed).Select(level => $"{level}"))}";
    }

    /// <summary>What is wrong with a text as the settings file.</summary>
    public IReadOnlyList<string> Faults(string text)
    {
        Write(text);
        return [.. SettingsFile.Load(FilePath, All).FaultsAlone().Select(fault => $"{fault}"[(FilePath.Length + 1)..])];
    }

    public void Dispose() => _data.Dispose();

    private static string Describe(object? value) => value switch
    {
        null => "-",
        string text => text,
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Describe))}]",
        _ when value.GetType() is { IsEnum: false, Namespace: { } space } type
            && space.StartsWith("EdgeLogger", StringComparison.Ordinal) =>
            $"({string.Join(", ", Parts(type).Select(part => $"{part.Name}: {Describe(part.GetValue(value))}"))})",
        _ => FormattableString.Invariant($"{value}"),
    };

    private static PropertyInfo[] Parts(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
}
