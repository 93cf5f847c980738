using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Conformance.Tests.Rules;

namespace EdgeLogger.Conformance.Tests;

/// <summary>Each rule against code that breaks it: a rule that stops seeing fails here.</summary>
public sealed class SeededViolationTests
{
    private const string Usings = "using System; using System.Text; using System.Threading; ";

    /// <summary>Members of a class, in one line.</summary>
    public static TheoryData<string, string> Members => new()
    {
        { Rule.GenericType, "Func<int>? Source;" },
        { Rule.GenericType, "Action<int>? Sink;" },
        { Rule.GenericType, "event EventHandler<EventArgs>? Changed;" },
        { Rule.GenericType, "int F() { var twice = (int x) => 2 * x; return twice(1); }" },
        { Rule.GenericType, "class Box<T> { }" },
        { Rule.GenericType, "interface IBox<T> { }" },
        { Rule.GenericType, "delegate T Source<T>();" },
        { Rule.GenericMethod, "T F<T>(T value) => value;" },
        { Rule.GenericMethod, "int F() { return G(1); T G<T>(T value) => value; }" },
        { Rule.MultidimensionalArray, "int[,]? Table;" },
        { Rule.MultidimensionalArray, "object F() => new int[2, 2];" },
        { Rule.DefaultInterfaceMember, "interface IBus { int Speed() => 100; }" },
        { Rule.DefaultInterfaceMember, "interface IBus { int Speed { get { return 100; } } }" },
        { Rule.DefaultInterfaceMember, "interface IBus { static int Speed() => 100; }" },
        { Rule.CollectionExpression, "int[] Codes = [1, 2];" },
        { Rule.CollectionExpression, "System.Collections.ArrayList Codes = [1, 2];" },
        { Rule.CheckedArithmetic, "int F(int a) => checked(a + 1);" },
        { Rule.CheckedArithmetic, "int F(int a) { checked { return a + 1; } }" },
        { Rule.NumberFormat, "string F(double v) => v.ToString(\"0.00\");" },
        { Rule.NumberFormat, "string F(double v, string how) => v.ToString(how);" },
        { Rule.NumberFormat, "string F(double v) => $\"{v:#.#}\";" },
        { Rule.NumberFormat, "string F(double v) => string.Format(\"{0:0.0}\", v);" },
        { Rule.EnumText, "string F(DayOfWeek day) => day.ToString();" },
        { Rule.EnumText, "string F(DayOfWeek day) => \"on \" + day;" },
        { Rule.EnumText, "string F(DayOfWeek day) => $\"on {day}\";" },
        { Rule.StaticOrder, "static class A { public static int X = 1; } static class B { public static int Y = A.X; }" },
        {
            Rule.StaticOrder,
            "static class A { public static int X = 1; } static class B { static B() { Y = A.X; } static int Y; }"
        },
        {
            Rule.StaticOrder,
            "static class A { public static int X { get; } = 1; } static class B { static int Y = F(); static int F() => A.X; }"
        },
        {
            Rule.StaticOrder,
            "class A { static int X = 1; int _x = X; public A() { _x++; } } static class B { static A Y = new A(); }"
        },
        { Rule.StaticOrder, "class A { static int X = 1; int _x = X; } static class B { static A Y = new A(); }" },
        { Rule.StaticOrder, "static string Name = string.Empty;" },
        { Rule.UnsignedOrigin, "long F(uint n, int half) => (int)(n % 9) - half;" },
        { Rule.UnsignedOrigin, "long F(ulong bits) => (long)bits;" },
        { Rule.UnsignedOrigin, "int F(uint n) => (int)n % 7;" },
        { Rule.UnsignedOrigin, "int F(uint n) { return (int)n >> 1; }" },
        { Rule.UnsignedOrigin, "long F(ulong v) => (long)(v >> 1) ^ -(long)(v & 1);" },
        { Rule.UnsignedOrigin, "long F(uint a, uint b) => (long)a - b;" },
        { Rule.UnsignedOrigin, "long F(uint a) => a - 1L;" },
        { Rule.UnsignedOrigin, "void G(long n) { } void F(ulong bits) => G((long)bits);" },
        { Rule.UnsignedOrigin, "double F(uint a) { int b = (int)a; return b; }" },
        { Rule.UnsignedOrigin, "long F() => (long)nanoFramework.Hardware.Esp32.HighResTimer.GetCurrent();" },
        { Rule.Recursion, "int F(int n) => n < 2 ? 1 : n * F(n - 1);" },
        { Rule.Recursion, "void F() { G(); } void G() { F(); }" },
        { Rule.Recursion, "int Depth => Depth + 1;" },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public void A_seeded_violation_is_reported_by_its_rule_at_its_line(string rule, string members)
    {
        string code = "class Seeded\n{\n    " + members + "\n}\n";
        IReadOnlyList<Violation> found = Check(code);

        Assert.Empty(DeviceCompiler.ErrorsIn(Usings + code));
        Assert.True(
            found.Any(one => one.Rule == rule && one.File == "Seeded.cs" && one.Line == 3),
            $"{rule} did not see: {members}\nFound: {string.Join('\n', found)}");
    }

    [Fact]
    public void Every_rule_has_a_seeded_violation()
    {
        IEnumerable<object?> rules = typeof(Rule).GetFields().Select(field => field.GetRawConstantValue());

        Assert.Empty(rules.Except(Members.Select(row => (object?)row.Data.Item1)));
    }

    [Fact]
    public void A_violation_names_file_line_rule_and_what_it_is_about()
    {
        Violation found = Assert.Single(Check("class Seeded\n{\n    long F(ulong bits) => (long)bits;\n}\n"));

        Assert.Equal("Seeded.cs(3): unsigned-origin: (long)bits", found.ToString());
    }

    [Fact]
    public void What_the_device_compiles_and_runs_is_not_reported()
    {
        const string Good = """
            delegate int Source(int channel);
            interface IBus { int Speed { get; } int Read(byte[] into, int offset, int count); }
            enum Kind : byte { Voltage = 1, Current }
            readonly struct Reading(int code, Kind kind) { public int Code { get; } = code; public Kind Kind { get; } = kind; }
            sealed class Bus(int speed) : IBus, IDisposable
            {
                private static readonly byte[] Greeting = Make(4);
                private static readonly int Length = Greeting.Length;
                private readonly object _gate = new object();
                private int _count;
                public event Source? Asked;
                public int Speed { get; init; } = speed;
                public int this[int at] => Greeting[at];
                public int Read(byte[] into, int offset, int count)
                {
                    lock (_gate)
                    {
                        int taken = Asked is Source asked ? asked(count) : 0;
                        Array.Copy(Greeting, 0, into, offset, Length);
                        foreach (byte one in into) { taken += one; }
                        foreach (object one in new System.Collections.ArrayList()) { taken++; }
                        Interlocked.Increment(ref _count);
                        return taken;
                    }
                }
                public void Dispose() { }
                private static byte[] Make(int length) => new byte[length];
            }
            static class Text
            {
                private static readonly int[][] Jagged = new int[][] { new int[] { 1 }, new int[] { 2, 3 } };
                public static string Of(Reading reading, string? unit, double v)
                {
                    Source twice = x => x * reading.Code;
                    using var bus = new Bus(100) { Speed = 400 };
                    var bell = new AutoResetEvent(false);
                    string kind = reading.Kind switch { Kind.Voltage => "V", Kind.Current => "A", _ => "?" };
                    try
                    {
                        bell.Set();
                        bell.WaitOne(10, false);
                        return $"{twice(2):D4} {reading.Code:X2} {v:F2}" + kind + (unit?.Trim() ?? "") + Jagged[1][0];
                    }
                    catch (Exception fault) when (fault.Message.Length > 2) { return fault.Message; }
                }
                private static long _whole;
                public static bool IsOdd(uint n, byte[] data, long[] sums)
                {
                    _whole = (long)(((ulong)n << 32) | n);
                    sums[0] = (long)(ulong)n;
                    int known = (int)(long)n - 7;
                    return data[(int)n] > 0 && (int)(n & 1) != 0 && 3 - (int)n < known && (byte)(n >> 1) > 2;
                }
                public static bool Fits(object value) => value is int and > 3 && value is not string { Length: > 2 };
            }
            """;

        Assert.Empty(DeviceCompiler.ErrorsIn(Usings + Good));
        Assert.Empty(Check(Good));
    }

    private static IReadOnlyList<Violation> Check(string code) =>
        DeviceRules.Check(DeviceCompiler.CompileText(Usings + code));
}
