using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace EdgeLogger.Yaml;

/// <summary>Something in a file that cannot be used.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Column">The place in the line, from 1.</param>
/// <param name="Message">What is wrong, and what was wanted.</param>
public sealed record YamlFault(string File, long Line, long Column, string Message)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Message}");
}

/// <summary>
/// Reads a file that a person has written, as a tree within bounds, and notes with its place what is wrong with it.
/// </summary>
/// <param name="name">The file's name, for messages.</param>
/// <param name="faults">Where faults are noted.</param>
public sealed class YamlText(string name, ICollection<YamlFault> faults)
{
    /// <summary>A file that is longer was not written by hand, bytes.</summary>
    private const int MostLength = 1 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the file of that name.</summary>
    /// <param name="keys">What keys it has, for a message: "keys such as rules and notifiers".</param>
    /// <returns>The mapping that it is; null if it is empty, or not a mapping, which is noted.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public YamlMap? Load(string keys)
    {
        byte[] bytes = new byte[MostLength + 1];
        int length;
        using (FileStream file = File.OpenRead(name))
        {
            length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }

        if (length > MostLength)
        {
            faults.Add(new YamlFault(name, 1, 1, $"the file is longer than 1 MB and must hold {keys}"));
            return null;
        }

        return Decode(bytes.AsSpan(0, length)) is { } text ? Parse(text, keys) : null;
    }

    /// <summary>Reads a text as that file.</summary>
    /// <param name="text">What is in it.</param>
    /// <param name="keys">What keys it has, for a message.</param>
    /// <returns>The mapping that it is; null if it is empty, or not a mapping, which is noted.</returns>
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
            faults.Add(error.Message.Contains(" tab ", StringComparison.Ordinal)
                && IndentingTab(text, error.Start.Line) is { } tab
                ? tab
                : new YamlFault(name, Math.Max(1, error.Start.Line), Math.Max(1, error.Start.Column),
                    $"this is not YAML: {error.Message}"));
            return null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The reader of YAML is not ours: whatever else it throws, it cannot read this text.
            faults.Add(new YamlFault(name, 1, 1, $"this is not YAML: {error.Message}"));
            return null;
        }

        if (stream.Documents.Count == 0)
        {
            return null;
        }

        YamlNode root = stream.Documents[0].RootNode;
        if (stream.Documents.Count == 1 && root is YamlScalarNode { Value: "", Style: ScalarStyle.Plain })
        {
            return null;
        }

        if (stream.Documents.Count > 1)
        {
            Fault(stream.Documents[1].RootNode, "a second document begins before this line (---); the file must be one");
        }
        else if (root is YamlMappingNode mapping)
        {
            return new YamlMap(mapping, "the file", Fault);
        }
        else
        {
            Fault(root, $"the file must be a mapping with {keys}");
        }

        return null;
    }

    /// <summary>Notes what is wrong with a part of the file.</summary>
    public void Fault(YamlNode node, string message) =>
        faults.Add(new YamlFault(name, node.Start.Line, node.Start.Column, message));

    // The reader reports a tab where that begins which the tab breaks, lines before it.
    private YamlFault? IndentingTab(string text, long from)
    {
        string[] lines = text.Split('\n');
        int found = Array.FindIndex(lines, (int)Math.Clamp(from - 1, 0, lines.Length), line => line.TrimStart(' ')
            .StartsWith('\t'));
        return found < 0 ? null : new YamlFault(
            name, found + 1, lines[found].IndexOf('\t', StringComparison.Ordinal) + 1,
            "a tab begins this line; YAML is indented with spaces");
    }

    private string? Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            string text = Strict.GetString(bytes);
            return text.StartsWith('\uFEFF') ? text[1..] : text;
        }
        catch (DecoderFallbackException error)
        {
            ReadOnlySpan<byte> before = bytes[..Math.Clamp(error.Index, 0, bytes.Length)];
            int column = before.Length - before.LastIndexOf((byte)'\n');
            faults.Add(new YamlFault(name, before.Count((byte)'\n') + 1, column,
                $"byte {error.BytesUnknown?[0]:x2} is not UTF-8; save the file as UTF-8"));
            return null;
        }
    }
}
