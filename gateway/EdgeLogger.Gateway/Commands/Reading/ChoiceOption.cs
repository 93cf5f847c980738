using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;

namespace EdgeLogger.Gateway.Commands.Reading;

/// <summary>
/// An option that is one of a few words. Its value is kept as the word, so that help shows the usual one as it is typed.
/// </summary>
internal sealed class ChoiceOption<T> : Option<string?>
{
    private readonly (string Word, T Value)[] _choices;

    public ChoiceOption(string name, string description, string? usual, params (string Word, T Value)[] choices)
        : base(name)
    {
        _choices = choices;
        HelpName = string.Join('|', choices.Select(choice => choice.Word));
        Description = description;
        CustomParser = Parse;
        CompletionSources.Add([.. choices.Select(choice => choice.Word)]);
        if (usual is not null)
        {
            DefaultValueFactory = _ => usual;
        }
    }

    /// <summary>What was chosen; the type's default if nothing was and nothing is usual.</summary>
    public T? Of(ParseResult parsed)
    {
        string? word = parsed.GetValue(this);
        return word is null ? default : Array.Find(_choices, choice => choice.Word == word).Value;
    }

    private string? Parse(ArgumentResult result)
    {
        string text = Given.Text(result);
        (string? word, _) = Array.Find(_choices, choice => string.Equals(choice.Word, text, StringComparison.OrdinalIgnoreCase));
        if (word is null)
        {
            Given.Refuse(result, text, "is not known", OneOf([.. _choices.Select(choice => choice.Word)]));
        }

        return word;
    }

    private static string OneOf(string[] words) => $"{string.Join(", ", words[..^1])} or {words[^1]}";
}
