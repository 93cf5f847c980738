using System;
using System.CommandLine;
using System.IO;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Gateway.Commands.Reading;

namespace EdgeLogger.Gateway.Commands.Alerts;

/// <summary>The book of a data directory, for one command.</summary>
internal static class OpenBook
{
    public static Argument<long> AlertId() => Id("The alert's number, as `edgelogger alerts list` shows it.");

    /// <summary>The number of something in the book.</summary>
    public static Argument<long> Id(string description) =>
        NumberOption.Argument("ID", description, "its number", 1L, long.MaxValue);

    public static Option<string> By() => new("--by")
    {
        HelpName = "NAME",
        Description = "Who you are. Default: the user of this terminal.",
        DefaultValueFactory = _ => Environment.UserName,
    };

    public static Option<string> Note() => new("--note")
    { HelpName = TextOption.AnyText, Description = "What the others should know.", DefaultValueFactory = _ => "" };

    /// <summary>Does something with the book.</summary>
    /// <exception cref="UserErrorException">There is no book, or it cannot be used.</exception>
    public static int Use(string directory, Func<AlertBook, int> action)
    {
        try
        {
            if (!File.Exists(Path.Combine(directory, AlertBook.FileName)))
            {
                throw new UserErrorException($"{Path.GetFullPath(directory)} has no {AlertBook.FileName}: no gateway has kept "
                    + "alerts there. Name its folder with --data.");
            }

            using AlertBook book = AlertBook.Open(directory, TimeProvider.System);
            return action(book);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    /// <summary>The rules of a data directory: its file, or the defaults where it has none.</summary>
    /// <exception cref="UserErrorException">The file cannot be used.</exception>
    public static RuleSet Rules(string directory, string? file = null)
    {
        string path = file ?? Path.Combine(directory, RuleFile.FileName);
        try
        {
            return file is null && !File.Exists(path) ? RuleSet.Default : RuleFile.Load(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or RuleFileException)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    /// <summary>The alert of a number.</summary>
    /// <exception cref="UserErrorException">There is none.</exception>
    public static Alert Find(AlertBook book, long id) =>
        book.Find(id) ?? throw new UserErrorException(
            $"There is no alert {id}. `edgelogger alerts list --past` shows those there have been.");
}
