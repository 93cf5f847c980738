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

namespace EdgeLogger.Gateway.Tests;

/// <summary>The product and its bench are two programs with one command line.</summary>
public sealed class BenchSeparationTests
{
    [Fact]
    public void Every_command_of_the_bench_is_listed_by_the_program_and_no_other()
    {
        Command tree = CommandTree.Create();
        string[] listed = [.. Commands(tree, []).Where(one => one.Command is ForwardedCommand).Select(one => one.Path).Order()];
        Command bench = BenchCommandTree.Create();

        Assert.Equal(["bench", "board virtual", "demo", "replay", "soak", "verify"], listed);
        Assert.All(listed, path =>
            Assert.Equal(path.Split(' ')[^1], bench.Parse(path, Given.Parsing).CommandResult.Command.Name));
        Assert.All(Commands(bench, []).Where(one => one.Command.Action is not null),
            one => Assert.IsType<ForwardedCommand>(tree.Parse(one.Path, Given.Parsing).CommandResult.Command));
    }

    [Theory]
    [InlineData("demo", "--for", "9s", "--help")]
    [InlineData("board", "virtual", "--sideways")]
    [InlineData("verify", "reference", "--only", "a", "b")]
    [InlineData("replay", "-", "--", "--data")]
    public async Task The_bench_gets_the_command_line_as_it_was_typed_and_its_exit_code_is_the_programs(params string[] typed)
    {
        string[]? got = null;
        int code = await Program.RunAsync(CommandTree.Create(), typed, TextWriter.Null, TextWriter.Null, words =>
        {
            got = words;
            return Task.FromResult(7);
        });

        Assert.Equal(7, code);
        Assert.Equal(typed, got);
    }

    [Theory]
    [InlineData("edgelogger demo", "demo", "--for", "9s")]
    [InlineData("edgelogger board virtual", "board", "virtual", "--link", "port")]
    public async Task Where_the_bench_is_not_installed_its_commands_say_so_and_what_to_do(string command, params string[] typed)
    {
        string folder = Directory.CreateTempSubdirectory("edgelogger-no-bench-").FullName;
        try
        {
            UserErrorException error = await Assert.ThrowsAsync<UserErrorException>(() => BenchProgram.RunAsync(folder, typed));

            Assert.Contains($"`{command}` is part of the bench, which is not installed", error.Message, StringComparison.Ordinal);
            Assert.Contains(Path.Combine(folder, "edgelogger-bench.dll"), error.Message, StringComparison.Ordinal);
            Assert.Contains("Install the bench", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private static IEnumerable<(string Path, Command Command)> Commands(Command command, string[] path) =>
        command.Subcommands.SelectMany(inner =>
        Commands(inner, [.. path, inner.Name]).Prepend((string.Join(' ', [.. path, inner.Name]), inner)));
}
