using System;
using System.IO;
using System.Threading;
using EdgeLogger.Derivation.Rebuilding;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Files.Sqlite;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;

namespace EdgeLogger.Gateway.Commands;

/// <summary>Whether what a gateway has stored is what its log gives.</summary>
internal static class RebuildCheck
{
    /// <summary>Rebuilds into a temporary folder, as far as the stored results go, and compares.</summary>
    /// <returns>What was gone through, and the first difference; null if there is none.</returns>
    /// <exception cref="UserErrorException">There is no log, or it cannot be read.</exception>
    public static (RebuildReport Report, string? Difference) Compare(
        string directory, Action<double> progress, CancellationToken cancellationToken)
    {
        string temporary = Directory.CreateTempSubdirectory("edgelogger-rebuild-").FullName;
        try
        {
            return Compare(directory, temporary, progress, cancellationToken);
        }
        catch (Exception error) when (error is FrameLogException or IOException or UnauthorizedAccessException
            or InvalidDataException)
        {
            throw new UserErrorException(error.Message, error);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static (RebuildReport Report, string? Difference) Compare(
        string directory, string temporary, Action<double> progress, CancellationToken cancellationToken)
    {
        FrameLogReader.Open(directory).Dispose();
        if (DamagedFile.FaultOf(Path.Combine(directory, DerivedStore.FileName), whole: false) is { } fault)
        {
            throw new UserErrorException($"The stored results in {directory} are damaged ({fault}). Stop the gateway and run "
                + $"`edgelogger rebuild --data {directory}`.");
        }

        string copy = Directory.CreateDirectory(Path.Combine(temporary, "stored")).FullName;
        string fresh = Directory.CreateDirectory(Path.Combine(temporary, "rebuilt")).FullName;
        using DerivedStore stored = DerivedStore.OpenCopy(directory, copy)
            ?? throw new UserErrorException(
                $"There are no results in {directory} yet. A gateway makes them there; `edgelogger rebuild` does too.");
        if (stored.EngineOptions() is not { } engine)
        {
            throw new UserErrorException($"No gateway of this version has stored results in {directory} yet. Run `edgelogger "
                + $"rebuild --data {directory}`.");
        }

        using DerivedStore rebuilt = DerivedStore.Open(fresh);
        return new Rebuild(directory, rebuilt, engine, Console.Error.WriteLine, progress).Check(stored, cancellationToken);
    }
}
