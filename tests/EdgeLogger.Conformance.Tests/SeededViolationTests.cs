using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Conformance.Tests.Rules;

namespace EdgeLogger.Conformance.Tests;

/// <summary>Each rule against code that breaks it: a rule that stops seeing fails here.</summary>
public sealed class SeededViolationTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; using System.Threading;"
        + " using System.Threading.Tasks; using System.Text; ";

    /// <summary>Members of a class, in one line.</summary>
    public static TheoryData<string, string> Members => new()
    {
        { Rule.GenericType, "object F() => new List<int>();" },
        { Rule.GenericType, "object F() => new Dictionary<string, int>();" },
        { Rule.GenericType, "Func<int>? Source;" },
        { Rule.GenericType, "Action<int>? Sink;" },
        { Rule.GenericType, "event EventHandler<EventArgs>? Changed;" },
        { Rule.GenericType, "int F(byte[] data) => data.AsSpan().Length;" },
        { Rule.GenericType, "int F() { var twice = (int x) => 2 * x; return twice(1); }" },
        { Rule.GenericType, "int F() => \"ab\"u8.Length;" },
        { Rule.GenericType, "class Box<T> { }" },
        { Rule.GenericMethod, "T F<T>(T value) => value;" },
        { Rule.GenericMethod, "int F(int[] values) => values.Sum(value => value) + values.Count(value => value > 0);" },
        { Rule.GenericMethod, "int F(int[] values) => values.Distinct().Count();" },
        { Rule.GenericMethod, "byte[] F() => Array.Empty<byte>();" },
        { Rule.GenericMethod, "void F(int[] values) => Array.Sort(values);" },
        { Rule.GenericMethod, "void F(ref int[] values) => Array.Resize(ref values, 2);" },
        { Rule.GenericMethod, "void F(int[] values) => Array.Fill(values, 2);" },
        { Rule.Query, "object F(int[] values) => from value in values select value;" },
        { Rule.NullableValue, "int? Last;" },
        { Rule.NullableValue, "bool F(string? text) => text?.Length > 2;" },
        { Rule.Tuple, "(int, int) F() => (1, 2);" },
        { Rule.Tuple, "void F(KeyValuePair<int, int> pair) { var (a, b) = pair; }" },
        { Rule.Record, "record Row(int Code);" },
        { Rule.Record, "record struct Row(int Code);" },
        { Rule.RequiredMember, "class Row { public required int Code; }" },
        { Rule.AnonymousType, "object F() => new { Code = 1 };" },
        { Rule.Decimal, "decimal Price;" },
        { Rule.Decimal, "int F() => (int)1.5m;" },
        { Rule.Dynamic, "dynamic? Anything;" },
        { Rule.Pointer, "unsafe int F(int* at) => *at;" },
        { Rule.MultidimensionalArray, "int[,]? Table;" },
        { Rule.MultidimensionalArray, "object F() => new int[2, 2];" },
        { Rule.DefaultInterfaceMember, "interface IBus { int Speed() => 100; }" },
        { Rule.DefaultInterfaceMember, "interface IBus { int Speed { get { return 100; } } }" },
        { Rule.DefaultInterfaceMember, "interface IBus { static abstract int Speed(); }" },
        { Rule.StackAlloc, "void F() { Span<int> four = stackalloc int[4]; }" },
        { Rule.RangeOrIndex, "byte[] F(byte[] data) => data[1..];" },
        { Rule.RangeOrIndex, "byte F(byte[] data) => data[^1];" },
        { Rule.RangeOrIndex, "bool F(byte[] data) => data is [1, 2];" },
        { Rule.CollectionExpression, "int[] Codes = [1, 2];" },
        { Rule.Iterator, "System.Collections.IEnumerator F() { yield return 1; }" },
        { Rule.Async, "async Task F() => await Task.Yield();" },
        { Rule.Volatile, "volatile bool _stop;" },
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
        { Rule.Recursion, "int F(int n) => n < 2 ? 1 : n * F(n - 1);" },
        { Rule.Recursion, "void F() { G(); } void G() { F(); }" },
        { Rule.Recursion, "int Depth => Depth + 1;" },
    };

    /// <summary>What the library lacks, as the report spells it, and members of a class that use it.</summary>
    public static TheoryData<string, string> Uses => new()
    {
        { "type System.Threading.Tasks.Task", "Task? Work;" },
        { "static string System.String.Join(string, params string[])", "string F(string[] parts) => string.Join(\",\", parts);" },
        { "string System.String.Replace(string, string)", "string F(string text) => text.Replace(\"a\", \"b\");" },
        { "static bool System.Char.IsDigit(char)", "bool F(char c) => char.IsDigit(c);" },
        { "static float System.MathF.Sqrt(float)", "float F(float x) => MathF.Sqrt(x);" },
        { "static long System.Math.Min(long, long)", "long F(long x) => Math.Min(x, 2L);" },
        { "static string System.Convert.ToHexString(byte[])", "string F(byte[] data) => Convert.ToHexString(data);" },
        {
            "static System.Globalization.CultureInfo System.Globalization.CultureInfo.InvariantCulture { get; }",
            "object F() => System.Globalization.CultureInfo.InvariantCulture;"
        },
        { "bool System.Threading.WaitHandle.WaitOne(int)", "bool F(AutoResetEvent bell) => bell.WaitOne(100);" },
        { "static bool System.Threading.Monitor.Wait(object)", "void F(object gate) => Monitor.Wait(gate);" },
        { "static long System.Threading.Interlocked.Increment(ref long)", "long _n; long F() => Interlocked.Increment(ref _n);" },
        {
            "static bool System.Threading.ThreadPool.QueueUserWorkItem(System.Threading.WaitCallback)",
            "void F() => ThreadPool.QueueUserWorkItem(state => { });"
        },
        {
            "static void System.Buffer.BlockCopy(System.Array, int, System.Array, int, int)",
            "void F(byte[] a, byte[] b) => Buffer.BlockCopy(a, 0, b, 0, 1);"
        },
        { "type System.IO.BinaryWriter", "System.IO.BinaryWriter? Writer;" },
        {
            "static System.Diagnostics.Stopwatch System.Diagnostics.Stopwatch.StartNew()",
            "object F() => System.Diagnostics.Stopwatch.StartNew();"
        },
        {
            "static void System.ArgumentNullException.ThrowIfNull(object, string)",
            "void F(object value) => ArgumentNullException.ThrowIfNull(value);"
        },
        {
            "System.Text.StringBuilder System.Text.StringBuilder.AppendLine()",
            "StringBuilder F(StringBuilder text) => text.AppendLine();"
        },
        {
            "type System.Text.StringBuilder.AppendInterpolatedStringHandler",
            "StringBuilder F(StringBuilder text, int n) => text.Append($\"{n}\");"
        },
        {
            "type System.Runtime.InteropServices.DllImportAttribute",
            "[System.Runtime.InteropServices.DllImport(\"x\")] static extern void F();"
        },
        { "type System.Collections.SortedList", "void F() { foreach (object one in new System.Collections.SortedList()) { } }" },
        { "type System.IComparable", "class Row : IComparable { public int CompareTo(object? other) => 0; }" },
    };

    /// <summary>Rule, what it says, and members of a class of the device flavour.</summary>
    public static TheoryData<string, string, string> BoardUses => new()
    {
        { Rule.GenericType, "System.Collections.Generic.List<int>", "object F() => new List<int>();" },
        { Rule.GenericType, "System.EventHandler<System.EventArgs>", "event EventHandler<EventArgs>? Changed;" },
        { Rule.NotInTheLibrary, "static System.DateTime System.DateTime.Now { get; }", "object F() => DateTime.Now;" },
        { Rule.NotInTheLibrary, "type System.Net.Sockets.TcpClient", "System.Net.Sockets.TcpClient? Client;" },
        { Rule.NotInTheLibrary, "type System.IO.FileInfo", "System.IO.FileInfo? File;" },
        { Rule.NotInTheLibrary, "bool System.Threading.WaitHandle.WaitOne(int)", "bool F(AutoResetEvent bell) => bell.WaitOne(100);" },
        { Rule.UnsignedOrigin, "(long)HighResTimer.GetCurrent()", "long F() => (long)HighResTimer.GetCurrent();" },
        { Rule.StaticOrder, "Seeded.B.X", "class B { public static int X = 1; } static int Y = B.X;" },
        { Rule.Volatile, "volatile", "volatile bool _stop;" },
        { Rule.StackAlloc, "stackalloc byte[4]", "void F() { Span<byte> four = stackalloc byte[4]; }" },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public void A_seeded_violation_is_reported_by_its_rule_at_its_line(string rule, string members)
    {
        IReadOnlyList<Violation> found = Check("class Seeded\n{\n    " + members + "\n}\n");

        Assert.True(
            found.Any(one => one.Rule == rule && one.File == "Seeded.cs" && one.Line == 3),
            $"{rule} did not see: {members}\nFound: {string.Join('\n', found)}");
    }

    [Theory]
    [MemberData(nameof(Uses))]
    public void A_seeded_use_of_what_the_library_lacks_is_reported(string lacking, string members)
    {
        IReadOnlyList<Violation> found = Check("class Seeded\n{\n    " + members + "\n}\n");

        Assert.Contains(new Violation(Rule.NotInTheLibrary, "Seeded.cs", 3, lacking), found);
    }

    [Theory]
    [MemberData(nameof(BoardUses))]
    public void A_seeded_violation_of_the_device_flavour_is_reported(string rule, string what, string members)
    {
        string code = Usings + "using nanoFramework.Hardware.Esp32; class Seeded\n{\n    " + members + "\n}\n";
        IReadOnlyList<Violation> found = DeviceRules.CheckDevice(DeviceSources.CompileDeviceText(code));

        Assert.Contains(new Violation(rule, "firmware/EdgeLogger.Device/Seeded.cs", 3, what), found);
    }

    [Theory]
    [InlineData("int F() => new System.Device.Gpio.GpioController().PinCount;")]
    [InlineData("void F() => new System.Device.I2c.I2cDevice(null!);")]
    [InlineData("void F() => nanoFramework.Runtime.Native.Power.Sleep();")]
    public void What_the_stubs_do_not_have_does_not_compile(string members)
    {
        var refusal = Assert.Throws<InvalidOperationException>(
            () => DeviceSources.CompileDeviceText("class Seeded\n{\n    " + members + "\n}\n"));

        Assert.Contains("Seeded.cs(3,", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_has_a_seeded_violation()
    {
        IEnumerable<object?> rules = typeof(Rule).GetFields().Select(field => field.GetRawConstantValue());

        Assert.Equal([Rule.NotInTheLibrary], rules.Except(Members.Select(row => (object?)row.Data.Item1)));
    }

    [Fact]
    public void A_violation_names_file_line_rule_and_member()
    {
        Violation found = Assert.Single(Check("class Seeded\n{\n    bool F(char c) => char.IsDigit(c);\n}\n").Distinct());

        Assert.Equal("Seeded.cs(3): not-in-the-library: static bool System.Char.IsDigit(char)", found.ToString());
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

        Assert.Empty(Check(Good));
    }

    private static IReadOnlyList<Violation> Check(string code) =>
        DeviceRules.Check(DeviceSources.CompileText(Usings + code), DeviceApi.Load());
}
