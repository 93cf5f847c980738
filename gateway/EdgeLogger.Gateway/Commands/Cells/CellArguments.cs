using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using EdgeLogger.Cells.Names;
using EdgeLogger.Gateway.Commands.Reading;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>What the commands about cells have in common.</summary>
internal static class CellArguments
{
    /// <summary>A cell's name, or a slot.</summary>
    public static Argument<string> CellOrSlot() => Checked(
        new Argument<string>("CELL")
        { Description = "The cell's name, or a slot: its board and its slot there, from 0, as in bench-01/0." }, mayBeSlot: true);

    /// <summary>A cell's name.</summary>
    public static Argument<string> Cell(string description) =>
        Checked(new Argument<string>("CELL") { Description = description }, mayBeSlot: false);

    /// <summary>Names of cells; there may be none.</summary>
    public static Argument<string[]> Cells(string description) => Checked(new Argument<string[]>("CELL")
    {
        Description = description,
        Arity = ArgumentArity.ZeroOrMore,
        DefaultValueFactory = _ => [],
    }, mayBeSlot: false);

    /// <summary>A slot.</summary>
    public static Argument<string> Slot(string description) =>
        TextOption.CheckedArgument(new Argument<string>("SLOT") { Description = description }, NoSlot);

    /// <summary>A slot that may be left out.</summary>
    public static Argument<string?> OptionalSlot(string description) => TextOption.CheckedArgument(
        new Argument<string?>("SLOT") { Description = description, Arity = ArgumentArity.ZeroOrOne }, NoSlot);

    /// <summary>What is wrong with a slot, and what to give; null if nothing is.</summary>
    public static (string Wrong, string Give)? NoSlot(string text)
    {
        int slash = text.LastIndexOf('/');
        return slash < 1 || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? ("is not a slot", "its board and its slot there, from 0, as in bench-01/0")
            : null;
    }

    /// <summary>Whether it is a slot: no name of a cell has a slash.</summary>
    public static bool IsSlot(string cell) => cell.Contains('/', StringComparison.Ordinal);

    public static Option<string> By() =>
        new("--by") { HelpName = "WHO", Description = "Who says so.", DefaultValueFactory = _ => Environment.UserName };

    public static Option<string> Why() =>
        new("--note") { HelpName = TextOption.AnyText, Description = "Why, for the history.", DefaultValueFactory = _ => "" };

    /// <summary>Only shows what a change would do.</summary>
    public static Option<bool> Preview() => new("--preview")
    { Description = "Show which tests and cycles would be derived again, and change nothing." };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON instead of text." };

    private static Argument<T> Checked<T>(Argument<T> argument, bool mayBeSlot)
    {
        argument.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens)
            {
                Check(result, token.Value, mayBeSlot);
            }
        });
        return argument;
    }

    private static void Check(ArgumentResult result, string text, bool mayBeSlot)
    {
        if (mayBeSlot && IsSlot(text))
        {
            if (NoSlot(text) is { } fault)
            {
                Given.Refuse(result, text, fault.Wrong, fault.Give);
            }

            return;
        }

        try
        {
            // Empty ones are refused for all.
            _ = string.IsNullOrWhiteSpace(text) ? null : CellName.Parse(text);
        }
        catch (CellBookException refusal)
        {
            result.AddError($"{Given.Name(result)}: {refusal.Message}");
        }
    }
}
