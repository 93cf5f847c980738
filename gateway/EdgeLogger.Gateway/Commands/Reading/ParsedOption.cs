using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;

namespace EdgeLogger.Gateway.Commands.Reading;

/// <summary>Options read by a function whose errors say what is wrong: addresses, times, lists.</summary>
internal static class ParsedOption
{
    /// <summary>One value.</summary>
    public static Option<T?> Of<T>(string name, string helpName, string description, Func<string, T> read) => new(name)
    {
        HelpName = helpName,
        Description = description,
        CustomParser = result => Given.Read(result, read),
    };

    /// <summary>Any number of values, one each time the option is given.</summary>
    public static Option<T[]?> Many<T>(
        string name, string helpName, string description, Func<IEnumerable<string>, T[]> read, T[]? usual = null)
    {
        Option<T[]?> option = new(name)
        {
            HelpName = helpName,
            Description = description,
            CustomParser = result => ReadAll(result, read),
        };
        if (usual is not null)
        {
            option.DefaultValueFactory = _ => usual;
        }

        return option;
    }

    /// <summary>Any number of words, each one of a few.</summary>
    public static Option<string[]?> Words(string name, string helpName, string description, string[] words)
    {
        Option<string[]?> option = Many(name, helpName, description, typed => typed.Select(word => words.Contains(word)
            ? word
            : throw new UserErrorException($"'{Given.Shown(word)}' is not known; give {string.Join(", ", words)}.")).ToArray());
        option.CompletionSources.Add(words);
        return option;
    }

    private static T[]? ReadAll<T>(ArgumentResult result, Func<IEnumerable<string>, T[]> read)
    {
        try
        {
            return read(result.Tokens.Select(token => token.Value));
        }
        catch (Exception error) when (error is UserErrorException or FormatException)
        {
            result.AddError($"{Given.Name(result)}: {error.Message}");
            return null;
        }
    }
}
