using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;

namespace EdgeLogger.Gateway.Commands.Reading;

/// <summary>Options and arguments that stay text, and what is looked at before anything runs.</summary>
internal static class TextOption
{
    /// <summary>Help name of an option that takes any text, also an empty one.</summary>
    public const string AnyText = "TEXT";

    /// <summary>Help name of an option or argument that is a file.</summary>
    public const string InputFile = "FILE";

    /// <summary>A folder: it may be one that is not there yet.</summary>
    public static Option<string?> Folder(string name, string description) =>
        Checked(new Option<string?>(name) { HelpName = "DIR", Description = description }, NoFolder);

    /// <summary>A file that is read.</summary>
    public static Option<string?> Input(string name, string description) =>
        Checked(new Option<string?>(name) { HelpName = InputFile, Description = description }, NoInput);

    /// <summary>A file that is written; "-" is standard output where the command has that.</summary>
    public static Option<string?> Output(string name, string helpName, string description) =>
        Checked(new Option<string?>(name) { HelpName = helpName, Description = description }, NoOutput);

    /// <summary>Has every value that is typed looked at.</summary>
    /// <param name="option">The option.</param>
    /// <param name="whatIsWrong">Gives what is wrong with a value, to stand after it in a sentence, and what to give; null if
    /// nothing is.</param>
    public static TOption Checked<TOption>(TOption option, Func<string, (string Wrong, string Give)?> whatIsWrong)
        where TOption : Option
    {
        option.Validators.Add(result => Check(result, result.Tokens, whatIsWrong));
        return option;
    }

    /// <summary>The same for an argument.</summary>
    public static TArgument CheckedArgument<TArgument>(TArgument argument, Func<string, (string Wrong, string Give)?> whatIsWrong)
        where TArgument : Argument
    {
        argument.Validators.Add(result => Check(result, result.Tokens, whatIsWrong));
        return argument;
    }

    /// <summary>Refuses empty values of every option and argument that takes text, except where any text will do.</summary>
    public static void RefuseEmpty(Command command)
    {
        foreach (Option option in command.Options)
        {
            if (option.HelpName != AnyText)
            {
                option.Validators.Add(result => CheckEmpty(result, result.Tokens, option.HelpName ?? "a value"));
            }
        }

        foreach (Argument argument in command.Arguments)
        {
            argument.Validators.Add(result => CheckEmpty(result, result.Tokens, "a value"));
        }

        foreach (Command inner in command.Subcommands)
        {
            RefuseEmpty(inner);
        }
    }

    public static (string Wrong, string Give)? NoFolder(string path)
    {
        for (string? part = Path.GetFullPath(path); part is not null; part = Path.GetDirectoryName(part))
        {
            if (File.Exists(part))
            {
                return (part == Path.GetFullPath(path)
                    ? "is a file"
                    : $"cannot be a folder, because {part} is a file", "a folder");
            }
        }

        return null;
    }

    public static (string Wrong, string Give)? NoInput(string path) =>
        Directory.Exists(path) ? ("is a folder", "a file")
        : File.Exists(path) ? null
        : ("does not exist", "a file that is there");

    public static (string Wrong, string Give)? NoOutput(string path) =>
        Directory.Exists(path) ? ("is a folder", "the name of a file") : NoPlace(path);

    /// <summary>Whether the folder is there in which a file is to be written.</summary>
    public static (string Wrong, string Give)? NoPlace(string path) =>
        Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder)
            ? ($"cannot be written, because there is no folder {folder}", "a file in a folder that is there")
            : null;

    private static void Check(
        SymbolResult result, IReadOnlyList<Token> tokens, Func<string, (string Wrong, string Give)?> whatIsWrong)
    {
        foreach (Token token in tokens)
        {
            // Empty ones are refused for all.
            if (!string.IsNullOrWhiteSpace(token.Value) && whatIsWrong(token.Value) is { } fault)
            {
                Given.Refuse(result, token.Value, fault.Wrong, fault.Give);
            }
        }
    }

    private static void CheckEmpty(SymbolResult result, IReadOnlyList<Token> tokens, string give)
    {
        foreach (Token token in tokens)
        {
            if (string.IsNullOrWhiteSpace(token.Value))
            {
                Given.Refuse(result, "", "", give);
            }
        }
    }
}
