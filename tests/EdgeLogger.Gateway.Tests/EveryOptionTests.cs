using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Bench.Commands;
using EdgeLogger.Gateway.Commands;
using EdgeLogger.Gateway.Commands.Bench;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Harness;

namespace EdgeLogger.Gateway.Tests;

/// <summary>
/// Every option and argument of every command, taken from the command line's own tree, with values that are wrong for it. A new
/// option is tried by itself; one of a kind that is not known here fails until somebody says what is wrong for that kind.
/// </summary>
public sealed class EveryOptionTests : IDisposable
{
    // What is wrong for all that have a number, a choice, a time, an address or a list.
    private static readonly string[] NoValues = ["", "5mg", "NaN", "1e999", "-7", "--sideways"];

    // The day or the month first, a time without a day, a month without one: each has been read as something else.
    private static readonly string[] NoTimes =
        ["03.12.2026", "3/12/2026", "3.12.26", "03.12.2026 13:07", "13:06", "2026-12", "Dec 3 2026", "2026-02-30"];

    private static readonly RootCommand Tree = CommandTree.Create();
    private static readonly Command BenchTree = BenchCommandTree.Create();
    private static readonly IReadOnlyList<(string[] Path, Symbol Symbol)> All = [.. Symbols(Tree, []), .. Symbols(BenchTree, [])];

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-options-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_wrong_value_is_refused_in_a_sentence_that_names_the_option_and_before_anything_starts()
    {
        List<string> faults = [];
        int tried = 0;
        foreach ((string[] path, Symbol symbol) in All)
        {
            string[] before = symbol is Option ? [symbol.Name] : Before((Argument)symbol);
            foreach (string value in WrongFor(symbol))
            {
                tried++;
                if (await FaultAsync([.. path, .. before, value], symbol) is { } fault)
                {
                    faults.Add($"{string.Join(' ', path)} {symbol.Name} '{value}': {fault}");
                }
            }
        }

        Assert.True(tried > 300, $"only {tried} were tried");
        Assert.True(faults.Count == 0, $"{faults.Count} of {tried}:\n{string.Join('\n', faults.Take(40))}");
    }

    [Fact]
    public async Task A_word_too_many_is_named_with_the_nearest_that_there_is()
    {
        foreach ((string[] path, Symbol symbol) in All.Where(one => one.Symbol is Option { Hidden: false, Name.Length: > 4 }))
        {
            string typed = symbol.Name.Remove(symbol.Name.Length - 2, 1);
            (int code, string said) = await RunAsync([.. path, typed]);
            Assert.True(code == 2 && said.Contains($"{typed} is not an option of edgelogger", StringComparison.Ordinal)
                && said.Contains("Did you mean --", StringComparison.Ordinal) && said.Count(letter => letter == '\n') == 1, said);
        }
    }

    [Theory]
    [InlineData("cyclse", "Did you mean cycles?")]
    [InlineData("board calibrat", "Did you mean calibrate?")]
    [InlineData("cycles record.csv more.csv", "more.csv is one argument too many of edgelogger cycles.")]
    [InlineData("frobnicate", "frobnicate is not a command of edgelogger. `edgelogger --help`")]
    public async Task A_command_that_there_is_not_gets_one_sentence(string arguments, string expected)
    {
        (int code, string said) = await RunAsync(arguments.Split(' '));
        Assert.Equal(2, code);
        Assert.Contains(expected, said, StringComparison.Ordinal);
        Assert.Equal(1, said.Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task Usual_values_stand_in_help_as_they_are_typed()
    {
        foreach ((string[] path, Symbol symbol) in All.Where(one => one.Symbol is Option { HelpName: not null }))
        {
            Option option = (Option)symbol;
            string[] words = option.HelpName!.Split('|');
            string usual = option.HasDefaultValue ? option.GetDefaultValue()?.ToString() ?? "" : "";
            Assert.True(words.Length < 2 || usual.Length == 0
                || words.Contains(usual), $"{string.Join(' ', path)} {option.Name}: {usual} is none of {option.HelpName}");
        }

        (_, string help) = await RunAsync(["cycles", "--help"]);
        Assert.Contains("[default: auto]", help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cycles FILE --mass-mg 5mg", "--mass-mg 5mg is not a number; give milligrams above 0, for example 6.02.")]
    [InlineData("serve --keep-log-days x", "--keep-log-days x is not a number")]
    [InlineData("demo --speed 0", "--speed 0 is out of range; give seconds of cycling in one second, 1 to 100000.")]
    [InlineData("cycles", "FILE is missing.")]
    [InlineData("demo --speed", "--speed needs a value; give N.")]
    [InlineData("cycles FOLDER", "is a folder; give a file.")]
    [InlineData("doctor --data FILE", "is a file; give a folder.")]
    public async Task The_program_itself_ends_with_2_and_a_sentence(string arguments, string expected)
    {
        string file = Path.Combine(_directory, "file.csv");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        string[] words = [.. arguments.Split(' ')
            .Select(word => word switch { "FILE" => file, "FOLDER" => _directory, _ => word })];

        ProgramResult run = await EdgeLoggerProgram.RunAsync(TestContext.Current.CancellationToken, words);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    private static async Task<string?> FaultAsync(string[] arguments, Symbol symbol)
    {
        (int code, string said) = await RunAsync(arguments);
        return said.Length == 0 ? "it is taken"
            : code != 2 ? $"exit code {code}"
            : !said.Contains(symbol.Name, StringComparison.Ordinal) ? $"not named in: {said}"
            : said.Contains("at EdgeLogger.", StringComparison.Ordinal) || said.Contains("System.", StringComparison.Ordinal)
            ? $"of the program's inside: {said}"
            : said.Contains('\u001b', StringComparison.Ordinal) ? $"coloured: {said}"
            : said.Count(letter => letter == '\n') != 1 ? $"not one line: {said}"
            : null;
    }

    // What is taken for right is not run: it would start.
    private static async Task<(int Code, string Said)> RunAsync(string[] arguments)
    {
        Command tree = Tree.Parse(arguments, Given.Parsing).CommandResult.Command is ForwardedCommand ? BenchTree : Tree;
        if (!arguments.Contains("--help") && Complaint.About(tree.Parse(arguments, Given.Parsing)).Count == 0)
        {
            return (0, "");
        }

        using StringWriter output = new();
        using StringWriter errors = new();
        int code = await Program.RunAsync(tree, arguments, output, errors);
        return (code, output.ToString() + errors);
    }

    private static IEnumerable<(string[] Path, Symbol Symbol)> Symbols(Command command, string[] path) =>
    [
        .. command.Options.Where(option => option.ValueType != typeof(bool) && option.ValueType != typeof(bool?)
            && option.Action is null).Select(option => (path, (Symbol)option)),
        .. command.Arguments.Select(argument => (path, (Symbol)argument)),
        .. command.Subcommands.SelectMany(inner => Symbols(inner, [.. path, inner.Name])),
    ];

    private string[] WrongFor(Symbol symbol)
    {
        (Type type, string helpName) = symbol switch
        {
            Option option => (option.ValueType, option.HelpName ?? ""),
            Argument argument => (argument.ValueType, argument.Name),
            _ => throw new InvalidOperationException(symbol.Name),
        };
        bool isText = type == typeof(string) || type == typeof(string[]);
        string file = Path.Combine(_directory, "file");
        File.WriteAllText(file, "");
        string missing = Path.Combine(_directory, "no", "such");
        return (isText, helpName) switch
        {
            (false, "BOARD/SLOT") => ["", "UPPER", "a", "bench-01/x", "bench-01/0/1", "bench-01/-1"],
            // Below zero is a temperature, and an offset.
            (false, "DEGC" or "NUMBER") => [.. NoValues.Where(value => value != "-7")],
            (false, _) when type == typeof(DateTimeOffset?) => [.. NoValues, .. NoTimes],
            (false, _) when symbol is Argument => NoValues[..^1],
            (false, _) => NoValues,
            (true, "DIR") => ["", " ", file, Path.Combine(file, "in"), Path.Combine(file, "in", "it")],
            (true, "FILE") when symbol.Name == "--out" => ["", " ", missing],
            (true, "FILE") => ["", " ", missing, _directory],
            (true, "OUT" or "OUT.svg|OUT.png|OUT.pdf" or "PATH") => ["", " ", missing, _directory],
            (true, "VERSION") => ["", " ", "newest", "1.17", "1.17.0", "1.17.0.640.1"],
            (true, "ADDRESS") => ["", " ", "nowhere", "1.2.3.4.5", "::::"],
            (true, "BOARD") => ["", " ", "a", "UPPER", "a/b", "under_score"],
            (true, "CELL") when symbol is Argument => ["", " ", "bench-01/", "bench-01/x", "/0"],
            (true, "SLOT") => ["", " ", "bench-01", "bench-01/x", "/0"],
            (true, _) when symbol.Name is "--board" => ["", " ", "a", "UPPER", "a/b"],
            (true, _) when helpName.Contains('|', StringComparison.Ordinal) && symbol is Option => ["", .. NoValues],
            (true, _) when symbol.Name is "--only" or "--unset" => ["", .. NoValues],
            // Any text will do, so that only nothing is wrong; a note may be empty too.
            (true, TextOption.AnyText) => [],
            (true, "NAME" or "WHO" or "RULE" or "PROGRAM" or "HOST" or "NETWORK" or "PORT" or "SUBJECT" or "NOTIFIER"
                or "WORDS" or "CELL|COHORT") => ["", " "],
            _ => throw new InvalidOperationException($"What is wrong for {symbol.Name} {helpName}?"),
        };
    }

    // Arguments stand in order: those before it have to be right.
    private static string[] Before(Argument argument) =>
        [.. ((Command)argument.Parents.Single()).Arguments.TakeWhile(other => other != argument).Select(other => other.Name switch
        {
            "BOARD" => "bench-01",
            "SLOT" => "0",
            "NAME" => "A",
            _ => throw new InvalidOperationException($"What is right for {other.Name}?"),
        })];
}
