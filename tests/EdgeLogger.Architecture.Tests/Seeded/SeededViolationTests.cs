using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Architecture.Tests.Dependencies;
using EdgeLogger.Architecture.Tests.Folders;
using Mono.Cecil;

namespace EdgeLogger.Architecture.Tests.Seeded;

/// <summary>Each rule against code that breaks it: a rule that stops seeing fails here.</summary>
public sealed class SeededViolationTests
{
    // What the seeds use, and what must not be mistaken for it.
    private const string Others = """
        namespace EdgeLogger.Alerts.Book { public class AlertBook { public int Count; } }
        namespace EdgeLogger.Cycles.Model { public class Cycle { } }
        namespace EdgeLogger.FrameLog { public class Log { } }
        namespace EdgeLogger.Frames { public class Frame { } }
        namespace EdgeLogger.VirtualBench.Boards { public class VirtualBoard { public static void Run() { } } }
        namespace EdgeLogger.Web { public class Page { public static string Title() => ""; } }

        """;

    [Fact]
    public void Derivation_that_uses_alerts_is_found() => Assert.Equal(
        ["EdgeLogger.Derivation.Store.Results uses EdgeLogger.Alerts"],
        Found(ProductRules.Direction("EdgeLogger.Derivation"),
            "namespace EdgeLogger.Derivation.Store { class Results { EdgeLogger.Alerts.Book.AlertBook _book; } }"));

    [Fact]
    public void A_sink_that_uses_the_page_within_a_method_is_found() => Assert.Equal(
        ["EdgeLogger.Sinks.Sink uses EdgeLogger.Web"],
        Found(ProductRules.Direction("EdgeLogger.Sinks"),
            "namespace EdgeLogger.Sinks { class Sink { string Name() => EdgeLogger.Web.Page.Title(); } }"));

    [Fact]
    public void A_command_that_uses_the_bench_is_found() => Assert.Equal(
        ["EdgeLogger.Gateway.Commands.Demo uses EdgeLogger.VirtualBench"],
        Found(ProductRules.NothingOfTheBench with { From = "EdgeLogger.Gateway" },
            "namespace EdgeLogger.Gateway.Commands { class Demo { void Run() => "
            + "EdgeLogger.VirtualBench.Boards.VirtualBoard.Run(); } }"));

    [Theory]
    [InlineData("bool Is() => System.IO.File.Exists(\"a\");", "System.IO.File")]
    [InlineData("System.IO.FileStream Source;", "System.IO.FileStream")]
    [InlineData("long Now() => System.DateTime.UtcNow.Ticks;", "System.DateTime")]
    [InlineData("long Now(System.TimeProvider time) => time.GetTimestamp();", "System.TimeProvider")]
    [InlineData("void Say() => System.Console.WriteLine();", "System.Console")]
    [InlineData("System.Threading.Tasks.Task Wait() => null;", "System.Threading.Tasks")]
    public void A_cycle_engine_that_is_not_pure_is_found(string member, string used) => Assert.Equal(
        [$"EdgeLogger.Cycles.Engine uses {used}"],
        Found(ProductRules.PureCycles, $"namespace EdgeLogger.Cycles {{ class Engine {{ {member} }} }}"));

    [Fact]
    public void What_lies_below_may_be_used() => Assert.Empty(
        Found(ProductRules.Direction("EdgeLogger.Derivation"), """
            namespace EdgeLogger.Derivation
            {
                class Follower { EdgeLogger.FrameLog.Log _log; EdgeLogger.Frames.Frame _frame; EdgeLogger.Cycles.Model.Cycle _cycle; }
            }
            """));

    [Theory]
    [InlineData("class Sampler { B.Board _board; }", "class Board { A.Sampler _sampler; }")]
    [InlineData("class Sampler { B.Board Make() => null; }", "class Board { void Use(A.Sampler sampler) { } }")]
    [InlineData("class Sampler { object Make() => new B.Board(); }", "class Board { object Use() => typeof(A.Sampler); }")]
    [InlineData("class Sampler { B.Board[] _boards; }", "class Board { System.Func<System.Collections.Generic.List<A.Sampler>> "
        + "_samplers; }")]
    [InlineData("class Sampler : B.Board { }", "class Board { class Part { A.Sampler _sampler; } }")]
    [InlineData("[B.Board] class Sampler { }", "class Board : System.Attribute { void Use<T>() where T : A.Sampler { } }")]
    [InlineData("class Sampler { void Run() { System.Action act = () => new B.Board(); } }", "class Board { A.Sampler this[int "
        + "at] => null; }")]
    public void Two_folders_that_use_one_another_are_found_and_each_use_is_named(string a, string b) => Assert.Equal(
        ["N.A.Sampler uses N.B.Board, N.B.Board uses N.A.Sampler"],
        Circles($"namespace N.A {{ {a} }} namespace N.B {{ {b} }}"));

    [Fact]
    public void A_circle_over_three_folders_is_found_once() => Assert.Equal(
        ["N.A.One uses N.B.Two, N.B.Two uses N.C.Three, N.C.Three uses N.A.One"],
        Circles("""
            namespace N.A { class One { B.Two _two; } }
            namespace N.B { class Two { C.Three _three; } }
            namespace N.C { class Three { A.One _one; } }
            """));

    [Fact]
    public void A_folder_and_the_one_it_is_in_are_two_folders() => Assert.Equal(
        ["N.One uses N.A.Two, N.A.Two uses N.One"],
        Circles("namespace N { class One { A.Two _two; } } namespace N.A { class Two { One _one; } }"));

    [Fact]
    public void Folders_in_one_order_are_not_a_circle() => Assert.Empty(
        Circles("""
            namespace N { class Zero { A.One _one; B.Two _two; } }
            namespace N.A { class One { B.Two _two; One _next; } }
            namespace N.B { class Two { object Text() => "N.A.One"; } }
            """));

    private static IReadOnlyList<string> Found(DependencyRule rule, string source)
    {
        using SeededAssembly seeded = new(Others + source);
        return rule.Violations(seeded.File);
    }

    private static IReadOnlyList<string> Circles(string source)
    {
        using SeededAssembly seeded = new(source);
        using ModuleDefinition module = ModuleDefinition.ReadModule(seeded.File);
        return [.. FolderGraph.Of(module).Circles().Select(FolderCircleTests.Describe)];
    }
}
