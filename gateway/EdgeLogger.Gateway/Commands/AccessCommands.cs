using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using EdgeLogger.Files;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;
using EdgeLogger.Web.Access;
using Spectre.Console;

namespace EdgeLogger.Gateway.Commands;

/// <summary>edgelogger user and token: who may use page and API.</summary>
internal static class AccessCommands
{
    public static IEnumerable<Command> Create() =>
    [
        new("user", "People who may use the page. A running gateway applies changes by itself.")
        { AddUser(), RemoveUser(), ListUsers() },
        new("token", "Programs that may use the API: Authorization: Bearer TOKEN.") { AddToken(), RevokeToken(), ListTokens() },
    ];

    private static Command AddUser()
    {
        Argument<string> name = Name();
        ChoiceOption<Role> role = RoleOption();
        Option<string> data = DataDirectory.Option();
        Command command = new("add",
            "Makes a user, or gives one a new password and role. The password is asked for, or is the first line of the input.")
        {
            name, role, data,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(data), (book, note) =>
        {
            string user = parsed.GetRequiredValue(name);
            book.SetUser(user, role.Of(parsed), ReadPassword());
            note("user", user, role.Of(parsed).ToString());
            Console.WriteLine($"{user} may sign in, as {Word(role.Of(parsed))}.");
        }));
        return command;
    }

    private static Command RemoveUser()
    {
        Argument<string> name = Name();
        Option<string> data = DataDirectory.Option();
        Command command = new("remove", "Takes a user's access away; sessions end at once.") { name, data };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(data), (book, note) =>
        {
            string user = parsed.GetRequiredValue(name);
            if (!book.RemoveUser(user))
            {
                throw new UserErrorException($"There is no user '{user}'. `edgelogger user list` shows those there are.");
            }

            note("user removed", user, "");
            Console.WriteLine($"{user} may not sign in any more.");
        }));
        return command;
    }

    private static Command ListUsers()
    {
        Option<string> data = DataDirectory.Option();
        Command command = new("list", "Lists users and their roles.") { data };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(data), (book, _) =>
        {
            foreach (User user in book.Users)
            {
                Console.WriteLine($"{user.Name,-24} {Word(user.Role)}");
            }
        }));
        return command;
    }

    private static Command AddToken()
    {
        Argument<string> name = Name();
        ChoiceOption<Role> role = RoleOption();
        Option<string> data = DataDirectory.Option();
        Command command = new("add", "Makes a token, or a new secret for the one of that name, and prints "
            + "it: it is shown this once.") { name, role, data };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(data), (book, note) =>
        {
            string token = parsed.GetRequiredValue(name);
            Console.WriteLine(book.SetToken(token, role.Of(parsed), TimeProvider.System.GetUtcNow()));
            note("token", token, role.Of(parsed).ToString());
        }));
        return command;
    }

    private static Command RevokeToken()
    {
        Argument<string> name = Name();
        Option<string> data = DataDirectory.Option();
        Command command = new("revoke", "Takes a token back.") { name, data };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(data), (book, note) =>
        {
            string token = parsed.GetRequiredValue(name);
            if (!book.RevokeToken(token))
            {
                throw new UserErrorException($"There is no token '{token}'. `edgelogger token list` shows those there are.");
            }

            note("token revoked", token, "");
            Console.WriteLine($"The token '{token}' opens nothing any more.");
        }));
        return command;
    }

    private static Command ListTokens()
    {
        Option<string> data = DataDirectory.Option();
        Command command = new("list", "Lists tokens, their roles, and when they were made.") { data };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(data), (book, _) =>
        {
            foreach (ApiToken token in book.Tokens)
            {
                Console.WriteLine($"{token.Name,-24} {Word(token.Role),-10} {token.MadeUtc:u}");
            }
        }));
        return command;
    }

    private static Argument<string> Name() => new("NAME") { Description = "Its name." };

    private static ChoiceOption<Role> RoleOption() => new(
        "--role", "viewer sees; operator also acknowledges alerts and edits what is known of cells; admin also changes rules.",
        "viewer",
        ("viewer", Role.Viewer), ("operator", Role.Operator), ("admin", Role.Admin));

#pragma warning disable CA1308 // For people, not for comparison.
    private static string Word(Role role) => role.ToString().ToLowerInvariant();
#pragma warning restore CA1308

    private static string ReadPassword()
    {
        if (Console.IsInputRedirected)
        {
            return Console.In.ReadLine() ?? throw new UserErrorException("The input holds no password.");
        }

        string password = Terminal.Output.Prompt(new TextPrompt<string>("Password:").Secret(null));
        return Terminal.Output.Prompt(new TextPrompt<string>("Once more:").Secret(null)) == password
            ? password
            : throw new UserErrorException("The two are not the same.");
    }

    private static void Run(string directory, Action<AccessBook, Action<string, string, string>> action)
    {
        try
        {
            PrivateFile.MakeFolder(directory);
            AuditLog audit = new(directory, TimeProvider.System);
            action(AccessBook.Open(directory),
                (what, subject, detail) => audit.Note($"{Environment.UserName} (command)", what, subject, detail));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException
            or InvalidDataException)
        {
            throw new UserErrorException(error.Message, error);
        }
    }
}
