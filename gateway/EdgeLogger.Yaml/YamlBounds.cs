using System;
using System.Collections.Generic;
using System.IO;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace EdgeLogger.Yaml;

/// <summary>
/// What a text may be before a tree is made of it: nested as deep as settings need, and not larger than it looks. Trees are
/// walked by functions that call themselves, and a few lines of aliases of aliases stand for more nodes than there is memory.
/// </summary>
internal sealed class YamlBounds
{
    /// <summary>A rule's settings are four deep.</summary>
    private const int MostDepth = 32;

    private const int MostNodes = 100_000;

    private readonly Dictionary<string, long> _sizes = new(StringComparer.Ordinal);
    private readonly Stack<(string Anchor, long NodesBefore)> _open = new();
    private long _nodes;

    private YamlBounds()
    {
    }

    /// <summary>Reads a text through.</summary>
    /// <exception cref="YamlException">It is not YAML, or beyond the bounds; the message says which.</exception>
    public static void Check(string text)
    {
        YamlBounds bounds = new();
        Parser parser = new(new StringReader(text));
        while (parser.MoveNext())
        {
            bounds.Take(parser.Current!);
        }
    }

    private void Take(ParsingEvent part)
    {
        switch (part)
        {
            case AnchorAlias alias:
                _nodes += _sizes.TryGetValue(alias.Value.Value, out long size)
                    ? size
                    : throw new YamlException(
                        alias.Start, alias.End, $"the alias *{alias.Value} stands for nothing that ends before it");
                break;
            case SequenceStart or MappingStart:
                _nodes++;
                _open.Push((AnchorOf((NodeEvent)part), _nodes - 1));
                break;
            case SequenceEnd or MappingEnd:
                (string anchor, long before) = _open.Pop();
                Name(anchor, _nodes - before);
                break;
            case Scalar scalar:
                _nodes++;
                Name(AnchorOf(scalar), 1);
                break;
            default:
                break;
        }

        if (_open.Count > MostDepth)
        {
            throw new YamlException(part.Start, part.End, $"it is nested deeper than {MostDepth} levels");
        }

        if (_nodes > MostNodes)
        {
            throw new YamlException(
                part.Start, part.End, $"it has more than {MostNodes} parts, those that aliases repeat included");
        }
    }

    private static string AnchorOf(NodeEvent node) => node.Anchor.IsEmpty ? "" : node.Anchor.Value;

    // While a node with a name is open, its name stands for nothing: an alias within itself would have no end.
    private void Name(string anchor, long size)
    {
        if (anchor.Length > 0)
        {
            _sizes[anchor] = size;
        }
    }
}
