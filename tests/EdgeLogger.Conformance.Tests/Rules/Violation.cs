namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>One place where the source leaves what the device can compile and run.</summary>
/// <param name="Rule">The broken rule, a constant of <see cref="Rule"/>.</param>
/// <param name="File">Path of the file as given to the compiler.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="What">The construct or the member, as the reader should look for it.</param>
internal sealed record Violation(string Rule, string File, int Line, string What)
{
    public override string ToString() => $"{File}({Line}): {Rule}: {What}";
}
