using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Linq;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Yaml;

namespace EdgeLogger.Gateway.Commands;

/// <summary>What is wrong with a command line, in a sentence or a few.</summary>
internal static class Complaint
{
    private const int MostSentences = 3;

    /// <summary>The sentences; none if nothing is wrong.</summary>
    public static IReadOnlyList<string> About(ParseResult parsed)
    {
        if (parsed.Action is HelpAction or GroupedHelp)
        {
            return [];
        }

        string path = Path(parsed.CommandResult.Command);
        if (Unknown(parsed) is { } word)
        {
            return [Unknown(word, parsed.CommandResult.Command, path)];
        }

        return parsed.Errors.Count == 0
            ? []
            : [.. parsed.Errors.Select(Sentence).Distinct().Take(MostSentences), $"`{path} --help` shows what it takes."];
    }

    /// <summary>Whether only a command's part was typed, such as `edgelogger board`: what there is helps then.</summary>
    public static bool IsUnfinished(ParseResult parsed) =>
        parsed.CommandResult.Command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0
        && parsed.CommandResult.Command.Action is null && parsed.Errors.All(error => error.SymbolResult is CommandResult);

    private static string Sentence(ParseError error) => error.SymbolResult switch
    {
        ArgumentResult { Parent: CommandResult, Tokens.Count: 0 } missing => $"{missing.Argument.Name} is missing.",
        OptionResult { Tokens.Count: 0, Implicit: false } bare =>
            $"{bare.Option.Name} needs a value; give {bare.Option.HelpName}.",
        _ => $"{error.Message.TrimEnd('.')}.",
    };

    private static string? Unknown(ParseResult parsed)
    {
        // The parser takes an option that it does not know for an argument; after -- everything is one.
        IReadOnlyList<string> left = parsed.UnmatchedTokens;
        IEnumerable<string> taken = parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash) ? []
            : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
                .Select(token => token.Value);
        return taken.Concat(left).FirstOrDefault(IsLikeAnOption) ?? (left.Count > 0 ? left[0] : null);
    }

    private static string Unknown(string word, Command command, string path)
    {
        bool isOption = IsLikeAnOption(word);
        string what = isOption ? "is not an option" : command.Subcommands.Count > 0
            ? "is not a command"
            : "is one argument too many";
        IEnumerable<string> names = isOption
            ? command.Options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Append(option.Name))
            : command.Subcommands.Select(inner => inner.Name);
        string meant = NearestWord.Of(word, names) is { } name ? $" Did you mean {name}?" : "";
        return $"{Given.Shown(word)} {what} of {path}.{meant} `{path} --help` shows what it takes.";
    }

    private static bool IsLikeAnOption(string word) =>
        word.Length > 1 && word[0] == '-' && (word[1] == '-' || char.IsLetter(word[1]));

    private static string Path(Command command) => string.Join(' ', Chain(command).Reverse().Prepend("edgelogger"));

    private static IEnumerable<string> Chain(Command command)
    {
        for (Command link = command; link.Parents.OfType<Command>().FirstOrDefault() is { } parent; link = parent)
        {
            yield return link.Name;
        }
    }
}
