using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using YamlDotNet.RepresentationModel;

namespace EdgeLogger.Yaml;

/// <summary>
/// Reads a mapping key by key, and notes with its place whatever is not as it should be. A fault does not end the reading: a
/// person wants to see all of them. Keys that nobody has asked for are faults too: a mistyped key must not be a setting that
/// silently has no effect.
/// </summary>
public sealed class YamlMap
{
    private readonly YamlMappingNode _node;
    private readonly string _what;
    private readonly Action<YamlNode, string> _fault;
    private readonly List<string> _known = [];
    private readonly List<string> _refused = [];

    /// <param name="node">The mapping.</param>
    /// <param name="what">What it is, for messages: "a rule".</param>
    /// <param name="fault">Called with each fault.</param>
    public YamlMap(YamlMappingNode node, string what, Action<YamlNode, string> fault)
    {
        _node = node;
        _what = what;
        _fault = fault;
    }

    /// <summary>The line where it begins, from 1.</summary>
    public int FirstLine => (int)_node.Start.Line;

    /// <summary>The line where the last thing in it ends: a mapping itself shows only where it begins.</summary>
    public int LastLine => (int)_node.AllNodes.Max(node => node.End.Line);

    /// <summary>The node under a key; null if the key is not there.</summary>
    public YamlNode? Find(string key)
    {
        _known.Add(key);
        return _node.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode scalar && scalar.Value == key).Value;
    }

    public string Text(string key, string otherwise) => Find(key) is { } node ? ScalarOf(node, key) ?? otherwise : otherwise;

    /// <summary>A text that has to be there.</summary>
    public string Required(string key)
    {
        if (Find(key) is { } node)
        {
            return ScalarOf(node, key) ?? "";
        }

        _fault(_node, $"{_what} needs '{key}'");
        return "";
    }

    /// <summary>Texts: one, or a list of them.</summary>
    public IReadOnlyList<string>? Texts(string key) => Find(key) switch
    {
        null => null,
        YamlSequenceNode list => [.. list.Children.Select(node => ScalarOf(node, key)).OfType<string>()],
        { } node => ScalarOf(node, key) is { } one ? [one] : [],
    };

    /// <summary>A value that is read by a function, which gives null for what it cannot read.</summary>
    /// <param name="key">The key.</param>
    /// <param name="parse">Reads it.</param>
    /// <param name="wanted">What it has to be, for the message.</param>
    /// <param name="otherwise">What holds if the key is not there or cannot be read.</param>
    public T Value<T>(string key, Func<string, T?> parse, string wanted, T otherwise)
        where T : struct
    {
        if (Find(key) is not { } node || ScalarOf(node, key) is not { } text)
        {
            return otherwise;
        }

        if (parse(text) is { } value)
        {
            return value;
        }

        _fault(node, $"{key} is '{text}' and must be {wanted}");
        return otherwise;
    }

    /// <summary>One of the names of an enumeration, in lower case.</summary>
    public T Name<T>(string key, T otherwise)
        where T : struct, Enum =>
        Value(key, ParseName<T>, "one of " + string.Join(", ", Names<T>()), otherwise);

    public bool Flag(string key, bool otherwise) => Value<bool>(
        key, text => text switch { "true" or "yes" => true, "false" or "no" => false, _ => null }, "true or false", otherwise);

    public int Whole(string key, int least, int most, int otherwise) => Value<int>(
        key,
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least
            && value <= most ? value : null,
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"), otherwise);

    /// <summary>Notes a key that belongs elsewhere, if it is there.</summary>
    public void Refuse(string key, string message)
    {
        if (_node.Children.Keys.FirstOrDefault(node => node is YamlScalarNode scalar && scalar.Value == key) is { } found)
        {
            _fault(found, message);
            _refused.Add(key);
        }
    }

    /// <summary>Notes keys that nobody has asked for.</summary>
    public void RefuseOthers()
    {
        foreach (YamlNode key in _node.Children.Keys.Where(
            key => key is not YamlScalarNode scalar || !_known.Concat(_refused).Contains(scalar.Value!)))
        {
            string meant = NearestWord.Of($"{key}", _known) is { } name ? $" (did you mean {name}?)" : "";
            _fault(key, $"{_what} has no '{key}'{meant}; it has: {string.Join(", ", _known.Distinct())}");
        }
    }

    public static string[] Names<T>()
        where T : struct, Enum =>
        [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];

    private static T? ParseName<T>(string text)
        where T : struct, Enum =>
        Names<T>().Contains(text) && Enum.TryParse(text, ignoreCase: true, out T value) ? value : null;

    private string? ScalarOf(YamlNode node, string key)
    {
        if (node is YamlScalarNode { Value: { } text })
        {
            return text;
        }

        _fault(node, $"{key} must be a text or a number");
        return null;
    }
}
