using System;
using System.IO;
using EdgeLogger.Files;

namespace EdgeLogger.Gateway.Output;

/// <summary>Where results go: a file, or standard output.</summary>
public static class ResultsFile
{
    /// <summary>The name of standard output on the command line.</summary>
    public const string StandardOutput = "-";

    /// <summary>Writes to a file, whole or not at all; "-" is standard output.</summary>
    /// <exception cref="UserErrorException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        if (path == StandardOutput)
        {
            using Stream standard = Console.OpenStandardOutput();
            write(standard);
            return;
        }

        try
        {
            AtomicFile.Write(path, unfinished =>
            {
                using FileStream file = File.Create(unfinished);
                write(file);
            });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The results could not be written to {path}: {error.Message}", error);
        }
    }
}
