using System;
using System.Collections.Generic;
using System.IO;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace EdgeLogger.Yaml;

/// <summary>Reads a file that a person has written, as a tree within bounds, and notes with its place what is wrong with it.</summary>
/// <param name="name">The file's name, for messages.</param>
/// <param name="faults">Where faults are noted.</param>
public sealed class YamlText(string name, ICollection<YamlFault> faults)
{
    /// <summary>A file that is longer was not written by hand, characters.</summary>
    private const int MostLength = 1 << 20;

    /// <summary>Reads the file of that name.</summary>
    /// <param name="keys">What keys it has, for a message: "keys such as rules and notifiers".</param>
    /// <returns>The mapping that it is; null if it is empty, or none, which is noted.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public YamlMap? Load(string keys)
    {
        if (new FileInfo(name).Length > MostLength)
        {
            faults.Add(new YamlFault(name, 1, 1, $"the file is longer than 1 MB and must hold {keys}"));
            return null;
        }

        return Parse(File.ReadAllText(name), keys);
    }

    /// <summary>Reads a text as that file.</summary>
    /// <param name="text">What is in it.</param>
    /// <param name="keys">What keys it has, for a message.</param>
    /// <returns>The mapping that it is; null if it is empty, or none, which is noted.</returns>
    public YamlMap? Parse(string text, string keys)
    {
        YamlStream stream = [];
        try
        {
            YamlBounds.Check(text);
            stream.Load(new StringReader(text));
        }
        catch (YamlException error)
        {
            faults.Add(new YamlFault(name, Math.Max(1, error.Start.Line), error.Start.Column, $"this is no YAML: {error.Message}"));
            return null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The reader of YAML is not ours: whatever else it throws, it cannot read this text.
            faults.Add(new YamlFault(name, 1, 1, $"this is no YAML: {error.Message}"));
            return null;
        }

        if (stream.Documents.Count == 0)
        {
            return null;
        }

        if (stream.Documents[0].RootNode is YamlMappingNode root)
        {
            return new YamlMap(root, "the file", Fault);
        }

        Fault(stream.Documents[0].RootNode, $"the file must be a mapping with {keys}");
        return null;
    }

    /// <summary>Notes what is wrong with a part of the file.</summary>
    public void Fault(YamlNode node, string message) => faults.Add(new YamlFault(name, node.Start.Line, node.Start.Column, message));
}
