using System;
using System.IO;

namespace EdgeLogger.Alerts.Rules;

/// <summary>Where a secret is kept. It is read at each use, and nowhere else than where it is sent does it appear.</summary>
/// <param name="Variable">The environment variable that holds it; empty if a file does.</param>
/// <param name="File">The file that holds it; empty if a variable does.</param>
public sealed record SecretSource(string Variable, string File)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="IOException">It is not there; the message says where it should be.</exception>
    public string Read()
    {
        if (Variable.Length > 0)
        {
            return Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value
                ? value
                : throw new IOException($"the environment variable {Variable} is not set");
        }

        string text;
        try
        {
            text = System.IO.File.ReadAllText(File).Trim();
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException(error.Message, error);
        }

        return text.Length > 0 ? text : throw new IOException($"{File} is empty");
    }

    /// <summary>Where it is, not what.</summary>
    public override string ToString() => Variable.Length > 0 ? $"variable {Variable}" : $"file {File}";
}
