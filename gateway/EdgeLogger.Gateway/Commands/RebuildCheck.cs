using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Rebuilding;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Files.Sqlite;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Results.Export;

namespace EdgeLogger.Gateway.Commands;

/// <summary>Whether what a gateway has stored is what its log gives.</summary>
/// <param name="Report">What was gone through.</param>
/// <param name="Difference">The first difference; null if there is none.</param>
/// <param name="ByOtherEngine">The tests that another version of the cycle engine has derived, under their present names.</param>
internal sealed record RebuildCheck(RebuildReport Report, string? Difference, IReadOnlyList<EngineChange> ByOtherEngine)
{
    /// <summary>Rebuilds into a temporary folder, as far as the stored results go, and compares.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="results">The file with the stored results: a path, or a name in the data directory.</param>
    /// <param name="progress">Receives the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UserErrorException">There is no log, or it cannot be read.</exception>
    public static RebuildCheck Of(
        string directory, string results, Action<double> progress, CancellationToken cancellationToken)
    {
        string temporary = Directory.CreateTempSubdirectory("edgelogger-rebuild-").FullName;
        try
        {
            return Of(directory, results, temporary, progress, cancellationToken);
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

    private static RebuildCheck Of(
        string directory, string results, string temporary, Action<double> progress, CancellationToken cancellationToken)
    {
        FrameLogReader.Open(directory).Dispose();
        if (DamagedFile.FaultOf(Path.Combine(directory, results), whole: false) is { } fault)
        {
            throw new UserErrorException(results == DerivedStore.FileName
                ? $"The stored results in {directory} are damaged ({fault}). Stop the gateway and run `edgelogger rebuild --data "
                    + $"{directory}`."
                : $"{Path.Combine(directory, results)} is damaged ({fault}), and cannot be compared with.");
        }

        string copy = Directory.CreateDirectory(Path.Combine(temporary, "stored")).FullName;
        string fresh = Directory.CreateDirectory(Path.Combine(temporary, "rebuilt")).FullName;
        using DerivedStore stored = DerivedStore.OpenCopy(directory, copy, results)
            ?? throw new UserErrorException(results == DerivedStore.FileName
                ? $"There are no results in {directory} yet. A gateway makes them there; `edgelogger rebuild` does too."
                : $"{Path.Combine(directory, results)} does not exist. Give the name of a file in the data directory, "
                    + "as derived-engine-1.db.");
        if (stored.EngineOptions() is not { } engine)
        {
            throw new UserErrorException(results == DerivedStore.FileName
                ? $"No gateway of this version has stored results in {directory} yet. Run `edgelogger rebuild --data "
                    + $"{directory}`."
                : $"{Path.Combine(directory, results)} was stored in another form than this version's, and cannot be compared "
                    + "with.");
        }

        using DerivedStore rebuilt = DerivedStore.Open(fresh);
        Rebuild rebuild = new(directory, rebuilt, engine, Console.Error.WriteLine, progress);
        (RebuildReport report, string? difference) = rebuild.Check(stored, cancellationToken);
        Dictionary<ulong, TestKey> named = new CellExport(directory, stored).Tests.ToDictionary(test => test.Id);
        return new RebuildCheck(report, difference,
            [.. rebuild.ChangedByEngine(stored).Select(change => change with { Test = named[change.Test.Id] })]);
    }
}
