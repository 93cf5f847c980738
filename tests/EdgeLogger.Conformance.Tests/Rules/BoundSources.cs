using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>A compilation with one model a file: it keeps what it has bound, for the rules that come after.</summary>
internal sealed class BoundSources(CSharpCompilation compilation)
{
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];

    public IEnumerable<SyntaxTree> Trees => compilation.SyntaxTrees;

    public SemanticModel Model(SyntaxTree tree)
    {
        if (!_models.TryGetValue(tree, out SemanticModel? model))
        {
            _models[tree] = model = compilation.GetSemanticModel(tree);
        }

        return model;
    }
}
