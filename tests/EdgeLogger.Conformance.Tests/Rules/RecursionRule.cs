using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>The device's stack is small: no method may reach itself. Calls through an interface or a delegate are not followed;
/// a property that reads its namesake of another object of its class counts as reaching itself.</summary>
internal sealed class RecursionRule(BoundSources sources, Findings findings)
{
    private readonly Dictionary<ISymbol, HashSet<ISymbol>> _calls = new(SymbolEqualityComparer.Default);

    public void Check()
    {
        foreach (SyntaxTree tree in sources.Trees)
        {
            TakeCalls(sources.Model(tree));
        }

        foreach (ISymbol method in _calls.Keys.Where(ReachesItself))
        {
            findings.Add(Rule.Recursion, method.DeclaringSyntaxReferences[0].GetSyntax(), method.ToDisplayString());
        }
    }

    private void TakeCalls(SemanticModel model)
    {
        foreach (SyntaxNode node in model.SyntaxTree.GetRoot().DescendantNodes())
        {
            if (node is not (SimpleNameSyntax or BaseObjectCreationExpressionSyntax or ElementAccessExpressionSyntax)
                || model.GetEnclosingSymbol(node.SpanStart) is not IMethodSymbol caller)
            {
                continue;
            }

            ISymbol from = caller.AssociatedSymbol ?? caller;
            ISymbol? to = model.GetSymbolInfo(node).Symbol;
            if (to is IMethodSymbol or IPropertySymbol && to.DeclaringSyntaxReferences.Length > 0)
            {
                if (!_calls.TryGetValue(from, out HashSet<ISymbol>? callees))
                {
                    _calls[from] = callees = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
                }

                callees.Add(to.OriginalDefinition);
            }
        }
    }

    private bool ReachesItself(ISymbol method)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<ISymbol>();
        open.Push(method);
        while (open.TryPop(out ISymbol? at))
        {
            foreach (ISymbol next in _calls.TryGetValue(at, out HashSet<ISymbol>? callees) ? callees : [])
            {
                if (SymbolEqualityComparer.Default.Equals(next, method))
                {
                    return true;
                }

                if (seen.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }
}
