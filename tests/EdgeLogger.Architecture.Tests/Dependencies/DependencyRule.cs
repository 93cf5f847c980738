using System.Collections.Generic;
using System.Linq;
using NetArchTest.Rules;

namespace EdgeLogger.Architecture.Tests.Dependencies;

/// <summary>What types of one namespace must not use.</summary>
/// <param name="From">The namespace, with all below it.</param>
/// <param name="Forbidden">Namespaces, with all below them, or full names of types.</param>
internal sealed record DependencyRule(string From, IReadOnlyList<string> Forbidden)
{
    /// <summary>Each type of an assembly that breaks the rule, with what it uses.</summary>
    /// <param name="path">The assembly's file.</param>
    public IReadOnlyList<string> Violations(string path)
    {
        Types types = Types.FromFile(path);
        // All at once first: one by one is for the words only.
        return Failing(types, [.. Forbidden]).Any()
            ? [.. Forbidden.SelectMany(used => Failing(types, [used]).Select(user => $"{user} uses {used}"))]
            : [];
    }

    private IEnumerable<string> Failing(Types types, string[] used) =>
        types.That().ResideInNamespace(From).ShouldNot().HaveDependencyOnAny(used).GetResult().FailingTypeNames ?? [];
}
