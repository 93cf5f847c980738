using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Files.Sqlite;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Keys;
using EdgeLogger.Sinks.Store;
using EdgeLogger.Traces;

namespace EdgeLogger.Gateway.Doctor;

/// <summary>Whether the files beside the log are whole, and which have been quarantined.</summary>
internal static class StoresExamination
{
    private static readonly (string Name, string Advice)[] Files =
    [
        (DerivedStore.FileName, "Results come from the log: stop the gateway and run `edgelogger rebuild`, or start it again: "
            + "it quarantines the file and derives again."),
        (TraceStore.FileName, "Start the gateway again: it quarantines the file and gathers the traces again from the log."),
        (AlertBook.FileName, "It cannot be derived. Restore it from a backup; without one the gateway's next start quarantines "
            + "it and begins a new book."),
        (CellsGuard.FileName, "Its cells, tests and notes cannot be derived. Stop the gateway and restore it from a backup: a "
            + "gateway does not start with it."),
        (SinkStore.FileName, "Stop the gateway and move the file away: everything is written to the servers again, "
            + "which changes nothing there."),
    ];

    public static IEnumerable<Finding> Examine(string directory)
    {
        foreach ((string name, string advice) in Files.Where(file => File.Exists(Path.Combine(directory, file.Name))))
        {
            string path = Path.Combine(directory, name);
            yield return (new FileInfo(path).Length == 0 ? "it is empty" : DamagedFile.FaultOf(path, whole: true)) is { } fault
                ? new Finding(FindingLevel.Bad, $"{name}: damaged ({fault})", advice)
                : new Finding(FindingLevel.Good, $"{name}: SQLite finds its file whole");
        }

        if (KeysExamination.FaultOf(directory) is { } problem)
        {
            yield return new Finding(FindingLevel.Bad, problem);
        }
        else if (LostAccounts.ProblemOf(directory, BoardKeys.Open(DataDirectory.Broker(directory))) is { } lost)
        {
            yield return new Finding(FindingLevel.Bad, lost);
        }

        foreach (string name in DamagedFile.QuarantinedIn(directory))
        {
            yield return new Finding(FindingLevel.Bad, $"{name}: was quarantined", StoreGuard.Words(name));
        }
    }
}
