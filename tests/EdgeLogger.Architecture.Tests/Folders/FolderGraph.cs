using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace EdgeLogger.Architecture.Tests.Folders;

/// <summary>
/// The folders of one assembly (a folder is a namespace), and for each pair of them one reference from the first to the second.
/// </summary>
internal sealed class FolderGraph
{
    private readonly SortedDictionary<string, SortedDictionary<string, FolderReference>> _uses = new(StringComparer.Ordinal);

    /// <summary>Reads an assembly.</summary>
    public static FolderGraph Of(ModuleDefinition module)
    {
        FolderGraph graph = new();
        foreach (TypeDefinition type in module.Types.Where(type => type.Namespace.Length > 0))
        {
            graph.Add(type);
        }

        return graph;
    }

    /// <summary>
    /// The shortest circle through each set of folders that use one another, as the references that it is made of.
    /// </summary>
    public IEnumerable<IReadOnlyList<FolderReference>> Circles()
    {
        HashSet<string> seen = [];
        foreach (string folder in _uses.Keys)
        {
            if (!seen.Contains(folder) && ShortestBack(folder) is { } circle)
            {
                seen.UnionWith(circle.Select(reference => reference.From));
                yield return circle;
            }
        }
    }

    private void Add(TypeDefinition type)
    {
        if (!_uses.TryGetValue(type.Namespace, out SortedDictionary<string, FolderReference>? folders))
        {
            _uses[type.Namespace] = folders = new SortedDictionary<string, FolderReference>(StringComparer.Ordinal);
        }

        foreach (TypeReference used in TypeReferences.Of(type).Select(Outermost))
        {
            if (used.Scope == type.Module && used.Namespace.Length > 0 && used.Namespace != type.Namespace)
            {
                folders.TryAdd(used.Namespace, new FolderReference(type.Namespace, type.Name, used.Namespace, used.Name));
            }
        }
    }

    // Breadth first: the first way back is a shortest one.
    private List<FolderReference>? ShortestBack(string start)
    {
        Dictionary<string, FolderReference> cameBy = [];
        Queue<string> next = new([start]);
        while (next.TryDequeue(out string? folder))
        {
            foreach (FolderReference reference in _uses[folder].Values)
            {
                if (reference.To == start)
                {
                    return WayTo(reference, cameBy);
                }

                if (cameBy.TryAdd(reference.To, reference))
                {
                    next.Enqueue(reference.To);
                }
            }
        }

        return null;
    }

    private static List<FolderReference> WayTo(FolderReference last, Dictionary<string, FolderReference> cameBy)
    {
        List<FolderReference> way = [last];
        while (cameBy.TryGetValue(way[^1].From, out FolderReference? before))
        {
            way.Add(before);
        }

        way.Reverse();
        return way;
    }

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }
}
