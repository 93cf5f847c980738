using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace EdgeLogger.Architecture.Tests.Folders;

/// <summary>The folders of a project stand in one order: what a folder uses does not use it, not by a way round either.</summary>
public sealed class FolderCircleTests
{
    /// <summary>Each project of the product, and the board's program.</summary>
    public static TheoryData<string> Projects => [.. Product.Assemblies];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_of_a_project_form_no_circle(string assembly)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(Product.PathOf(assembly));
        string[] circles = [.. FolderGraph.Of(module).Circles().Select(Describe)];

        Assert.True(circles.Length == 0, string.Join('\n', circles));
    }

    internal static string Describe(IReadOnlyList<FolderReference> circle) => string.Join(", ", circle);
}
