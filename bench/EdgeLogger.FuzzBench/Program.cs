using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using EdgeLogger.FuzzBench;
using EdgeLogger.Fuzzing;

const int Failed = 1;
const int BadOption = 2;
const int Stopped = 130;

Option<double> minutes = new("--minutes")
{
    HelpName = "N",
    Description = "How long in all; the targets share it.",
    CustomParser = result => double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && value is > 0 and <= 100_000
        ? value : Refuse<double>(result, "a number of minutes, above 0 and up to 100000"),
    DefaultValueFactory = _ => 1,
};
Option<ulong?> seed = new("--seed")
{
    HelpName = "S",
    Description = "Seed of the first input; the next ones count on from it. Without it, one of chance, which is printed.",
    CustomParser = result => ulong.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
        ? value : Refuse<ulong?>(result, $"a whole number, 0 to {ulong.MaxValue}"),
};
Option<string?> target = new("--target")
{
    HelpName = "NAME",
    Description = $"Only this target: {string.Join(", ", FuzzTargets.Names)}.",
    CustomParser = result => FuzzTargets.Names.Contains(Text(result))
        ? Text(result)
        : Refuse<string?>(result, "one of " + string.Join(", ", FuzzTargets.Names)),
};
RootCommand command = new("""
    bench fuzz: hostile input for whatever reads what others write. Prints for each target how many inputs were tried, accepted and refused,
    the slowest one and the most memory that one had allocated. An input that does harm is kept in a file, with the seed that makes it again.
    Exit code 0: none did; 1: one did; 2: an option is wrong; 130: stopped.
    """)
{
    minutes, seed, target,
};
command.SetAction((parsed, cancellationToken) => Task.Run(() =>
{
    IReadOnlyList<string> names = parsed.GetValue(target) is { } name ? [name] : FuzzTargets.Names;
    ulong first = parsed.GetValue(seed) ?? (ulong)RandomNumberGenerator.GetInt32(int.MaxValue) << 20;
    try
    {
        return new FuzzBenchRun(new FuzzOptions(TimeSpan.FromMinutes(parsed.GetValue(minutes)), first, names), Console.Out,
            Console.Error).Run(cancellationToken) ? 0 : Failed;
    }
    catch (OperationCanceledException)
    {
        Console.Error.WriteLine("edgelogger: stopped before it was done.");
        return Stopped;
    }
}, default));

ParseResult parsed = command.Parse(args);
if (parsed.Errors.Count > 0)
{
    await Console.Error.WriteLineAsync("edgelogger: " + string.Join(' ', parsed.Errors.Select(error => error.Message)));
    return BadOption;
}

return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });

static string Text(ArgumentResult result) => result.Tokens.Count == 1 ? result.Tokens[0].Value : "";

static T? Refuse<T>(ArgumentResult result, string give)
{
    result.AddError($"{(result.Parent as OptionResult)?.Option.Name} '{Text(result)}' cannot be used; give {give}.");
    return default;
}
