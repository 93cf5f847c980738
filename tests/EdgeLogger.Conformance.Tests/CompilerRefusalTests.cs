using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Conformance.Tests.Rules;
using Microsoft.CodeAnalysis;

namespace EdgeLogger.Conformance.Tests;

/// <summary>What nanoFramework lacks, the compiler refuses: no rule has to see it.</summary>
public sealed class CompilerRefusalTests
{
    private const string Usings = "using System; using System.Text; using System.Threading; ";

    /// <summary>Words of the compiler's error, and members of a class in one line.</summary>
    public static TheoryData<string, string> Members => new()
    {
        { "'Generic'", "object F() => new System.Collections.Generic.List<int>();" },
        { "'Generic'", "object F() => new System.Collections.Generic.Dictionary<string, int>();" },
        { "'Linq'", "int F(int[] values) => System.Linq.Enumerable.Sum(values);" },
        { "'Select' not found", "object F(int[] values) => from value in values select value;" },
        { "'Span<>'", "int F(byte[] data) => new Span<byte>(data).Length;" },
        { "'AsSpan'", "int F(byte[] data) => data.AsSpan().Length;" },
        { "'System.ReadOnlySpan`1'", "int F() => \"ab\"u8.Length;" },
        { "'System.Span`1'", "void F() { SpanByte four = stackalloc byte[4]; }" },
        { "'Empty'", "byte[] F() => Array.Empty<byte>();" },
        { "'Sort'", "void F(int[] values) => Array.Sort(values);" },
        { "'Resize'", "void F(ref int[] values) => Array.Resize(ref values, 2);" },
        { "'Fill'", "void F(int[] values) => Array.Fill(values, 2);" },
        { "'System.Nullable`1'", "int? Last;" },
        { "'System.Nullable`1'", "bool F(string? text) => text?.Length > 2;" },
        { "'System.ValueTuple`2'", "(int, int) F() => (1, 2);" },
        { "'System.ValueTuple`2'", "void F(int a, int b) { (a, b) = (b, a); }" },
        { "'System.IEquatable`1'", "record Row(int Code);" },
        { "'System.IEquatable`1'", "record struct Row(int Code);" },
        { "RequiredMemberAttribute", "class Row { public required int Code; }" },
        { "'System.Collections.Generic.EqualityComparer`1", "object F() => new { Code = 1 };" },
        { "'System.Decimal'", "decimal Price;" },
        { "'System.Decimal'", "int F() => (int)1.5m;" },
        { "DynamicAttribute", "dynamic? Anything;" },
        { "/unsafe", "unsafe int F(int* at) => *at;" },
        { "/unsafe", "unsafe struct Row { public fixed byte Data[4]; }" },
        { "static abstract", "interface IBus { static abstract int Speed(); }" },
        { "'System.Range'", "byte[] F(byte[] data) => data[1..];" },
        { "'System.Index'", "byte F(byte[] data) => data[^1];" },
        { "'System.Index'", "bool F(byte[] data) => data is [1, 2];" },
        { "'System.Collections.Generic.List`1", "int[] F(int[] codes) => [.. codes, 2];" },
        { "'System.Array.GetLowerBound'", "void F(int[,] table) { foreach (int one in table) { } }" },
        { "'System.Collections.Generic.IEnumerator`1'", "System.Collections.IEnumerator F() { yield return 1; }" },
        { "'System.Collections.Generic.IEnumerator`1'", "System.Collections.IEnumerable F() { yield return 1; }" },
        { "AsyncVoidMethodBuilder", "async void F() { }" },
        { "'Tasks'", "async System.Threading.Tasks.Task F() => await System.Threading.Tasks.Task.Yield();" },
        { "IsVolatile", "volatile bool _stop;" },
        { "'Join'", "string F(string[] parts) => string.Join(\",\", parts);" },
        { "'Replace'", "string F(string text) => text.Replace(\"a\", \"b\");" },
        { "'IsDigit'", "bool F(char c) => char.IsDigit(c);" },
        { "'MathF'", "float F(float x) => MathF.Sqrt(x);" },
        { "'float' to 'long'", "long F(long x) => Math.Min(x, 2L);" },
        { "'ToHexString'", "string F(byte[] data) => Convert.ToHexString(data);" },
        { "'InvariantCulture'", "object F() => System.Globalization.CultureInfo.InvariantCulture;" },
        { "'exitContext'", "bool F(AutoResetEvent bell) => bell.WaitOne(100);" },
        { "'Wait'", "void F(object gate) => Monitor.Wait(gate);" },
        { "'ref long' to 'ref int'", "long _n; long F() => Interlocked.Increment(ref _n);" },
        { "'ThreadPool'", "void F() => ThreadPool.QueueUserWorkItem(state => { });" },
        { "'Buffer'", "void F(byte[] a, byte[] b) => Buffer.BlockCopy(a, 0, b, 0, 1);" },
        { "'BinaryWriter'", "System.IO.BinaryWriter? Writer;" },
        { "'Stopwatch'", "object F() => System.Diagnostics.Stopwatch.StartNew();" },
        { "'DllImportAttribute'", "[System.Runtime.InteropServices.DllImport(\"x\")] static extern void F();" },
        { "'SortedList'", "void F() { foreach (object one in new System.Collections.SortedList()) { } }" },
        { "'Now'", "object F() => DateTime.Now;" },
        { "'Sockets'", "System.Net.Sockets.TcpClient? Client;" },
        { "'FileInfo'", "System.IO.FileInfo? File;" },
        { "'AppendLine'", "StringBuilder F(StringBuilder text) => text.AppendLine();" },
        { "'PinCount'", "int F() => new System.Device.Gpio.GpioController().PinCount;" },
        { "'I2cDevice'", "void F() => new System.Device.I2c.I2cDevice(null!);" },
        { "'Sleep'", "void F() => nanoFramework.Runtime.Native.Power.Sleep();" },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public void The_compiler_refuses_what_the_device_lacks(string lacking, string members)
    {
        IReadOnlyList<Diagnostic> errors = DeviceCompiler.ErrorsIn(Usings + "class Seeded\n{\n    " + members + "\n}\n");

        Assert.True(
            errors.Any(one => one.GetMessage().Contains(lacking, StringComparison.Ordinal)),
            $"No error speaks of {lacking}: {members}\nErrors: {string.Join('\n', errors)}");
    }
}
