using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;

namespace EdgeLogger.Gateway.Commands.Reading;

/// <summary>What was typed for an option or argument, and how it is refused: one wording wherever a value is read.</summary>
internal static class Given
{
    /// <summary>How command lines are read. A file's name may begin with @; nothing is read from files of arguments.</summary>
    public static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    private const int MostShown = 60;

    /// <summary>The one value that was typed; empty if there are none or several, which is refused elsewhere.</summary>
    public static string Text(ArgumentResult result) => result.Tokens.Count == 1 ? result.Tokens[0].Value : "";

    /// <summary>The word that was typed for an option or argument; null if none was.</summary>
    public static string? Word(SymbolResult? result) => result is { Tokens: [{ } token, ..] } ? token.Value : null;

    /// <summary>The option's or argument's name as one types or reads it.</summary>
    public static string Name(SymbolResult result) => result switch
    {
        OptionResult option => option.Option.Name,
        ArgumentResult { Parent: OptionResult option } => option.Option.Name,
        ArgumentResult argument => argument.Argument.Name,
        _ => "",
    };

    /// <summary>Refuses a value: name, value, what is wrong, and what to give.</summary>
    public static void Refuse(SymbolResult result, string text, string wrong, string give) => result.AddError(text.Length == 0
        ? $"{Name(result)} is empty; give {give}."
        : $"{Name(result)} {Shown(text)} {wrong}; give {give}.");

    /// <summary>Reads with a function whose errors say what is wrong.</summary>
    public static T? Read<T>(ArgumentResult result, Func<string, T> read)
    {
        string text = Text(result);
        try
        {
            if (text.Length > 0)
            {
                return read(text);
            }

            result.AddError($"{Name(result)} is empty.");
        }
        catch (Exception error)
            when (error is UserErrorException or FormatException or IOException or UnauthorizedAccessException)
        {
            result.AddError($"{Name(result)}: {error.Message}");
        }

        return default;
    }

    /// <summary>A value fit for one line of a terminal.</summary>
    public static string Shown(string text)
    {
        string plain = string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));
        return plain.Length <= MostShown ? plain : plain[..MostShown] + "...";
    }
}
