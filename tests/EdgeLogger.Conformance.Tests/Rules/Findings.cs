using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>Collects violations; the same one reached twice (as a name and as a type) counts once.</summary>
internal sealed class Findings
{
    private readonly HashSet<Violation> _seen = [];

    public List<Violation> InOrder { get; } = [];

    public void Add(string rule, SyntaxNode node, string what)
    {
        FileLinePositionSpan place = node.GetLocation().GetLineSpan();
        var violation = new Violation(rule, place.Path, place.StartLinePosition.Line + 1, what);
        if (_seen.Add(violation))
        {
            InOrder.Add(violation);
        }
    }
}
