using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace EdgeLogger.Web.Tests;

/// <summary>
/// A view stays open for days, and what its circuit knows of a person's role is what was so when it was opened. So every handler
/// that changes something asks the book, through one guard.
/// </summary>
public sealed partial class ChangeGuardTests
{
    private const string Guard = "Person.WhoMayAsync(";

    [Fact, Trait("Fault", "57")]
    public void Every_handler_of_the_page_that_changes_something_asks_the_book_first()
    {
        (string File, string Handler, string Code)[] changing =
            [.. Views().SelectMany(HandlersOf).Where(handler => Change().IsMatch(handler.Code))];
        Assert.True(changing.Length > 8, $"only {changing.Length} handlers that change something were found");
        Assert.All(changing, handler => Assert.True(
            handler.Code.Contains(Guard, StringComparison.Ordinal),
            $"{handler.File}: {handler.Handler} changes something without {Guard}...)"));
    }

    [Fact]
    public void No_handler_goes_by_what_its_circuit_remembers_of_a_role() => Assert.All(
        Views(), view => Assert.DoesNotMatch(Remembered(), CodeOf(File.ReadAllText(view))));

    private static string[] Views() => Directory.GetFiles(
        Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "gateway", "EdgeLogger.Web", "Components"), "*.razor",
        SearchOption.AllDirectories);

    /// <summary>Each handler that the markup names, with the code of all methods of the view that it reaches.</summary>
    private static IEnumerable<(string File, string Handler, string Code)> HandlersOf(string path)
    {
        string text = File.ReadAllText(path);
        Dictionary<string, string> methods = Method().Matches(CodeOf(text)).GroupBy(match => match.Groups["name"].Value)
            .ToDictionary(one => one.Key, one => string.Concat(one.Select(match => match.Value)));
        IEnumerable<string> named = Handler().Matches(text).SelectMany(match => Word().Matches(match.Groups["what"].Value))
            .Select(word => word.Value);
        return named.Where(methods.ContainsKey).Distinct()
            .Select(name => (Path.GetFileName(path), name, Reached(name, methods, [])));
    }

    private static string Reached(string name, Dictionary<string, string> methods, HashSet<string> seen) =>
        seen.Add(name) && methods.TryGetValue(name, out string? code)
            ? code + string.Concat(Word().Matches(code).Select(word => Reached(word.Value, methods, seen)))
            : "";

    private static string CodeOf(string text) => text.IndexOf("@code", StringComparison.Ordinal) is var at and >= 0
        ? text[at..]
        : "";

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"(?:@on\w+|On[A-Z]\w+)=""(?<what>[^""]*)""")]
    private static partial Regex Handler();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    // A method of a view begins at four spaces and ends before the next member that does.
    [GeneratedRegex(@"^    (?:private|protected|public)[^\n;=]*? (?<name>\w+)\([^\n]*\n(?:(?!    (?:private|protected|public|\[|///))[^\n]*\n)*", RegexOptions.Multiline)]
    private static partial Regex Method();

    [GeneratedRegex(@"View\.(?:Access\.(?:Set|Remove|Revoke)\w*|Audit\.Note|Derivation\.SetMetadata|ResendDeadLetters|Commands\.DoAsync)\(|(?:Acknowledge|AddSilence|EndSilence|SendTestAsync|WriteAsync)\(")]
    private static partial Regex Change();

    [GeneratedRegex(@"IsInRole\(|AuthorizeAsync\(|Task<AuthenticationState>")]
    private static partial Regex Remembered();
}
