using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cells;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Rebuilding;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Files.Sqlite;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands;

/// <summary>edgelogger rebuild: all results from the log, from nothing.</summary>
internal static class RebuildCommand
{
    public static Command Create()
    {
        Option<string> data = DataDirectory.Option();
        Option<bool> check = new("--check")
        {
            Description = "Change nothing: compare with what the gateway has stored, to the last byte. "
                + "The gateway may be running.",
        };
        Option<string> against = new("--against")
        {
            Description = "With --check: compare with this file of the data directory, in which an upgrade has kept the results "
                + "that it replaced (derived-engine-1.db).",
            HelpName = "FILE",
        };
        Command command = new("rebuild", """
            Derives half cycles, cycles and checkpoints of all cells from the frame log, from nothing, and puts them in the place of
            the stored ones. Stop the gateway for it; with --check it may go on. Exit code 1: --check has found a difference.

            --check of a new version of EdgeLogger, before its gateway is started, shows which cycles it would find otherwise.

            Example: edgelogger rebuild --data /srv/cells --check
            """)
        {
            data, check, against,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(against) is not null && !parsed.GetValue(check))
            {
                parsed.AddError("--against says what to compare with: give --check too.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            string directory = Path.GetFullPath(parsed.GetRequiredValue(data));
            return parsed.GetValue(check)
                ? CheckAsync(directory, parsed.GetValue(against) ?? DerivedStore.FileName, cancellationToken)
                : ReplaceAsync(directory, cancellationToken);
        });
        return command;
    }

    private static async Task<int> CheckAsync(string directory, string results, CancellationToken cancellationToken)
    {
        RebuildCheck found = await ProgressBar.ShowAsync("rebuild", progress => Task.Run(
            () => RebuildCheck.Of(directory, results, share => progress(share, "rebuild"), cancellationToken), cancellationToken))
                .ConfigureAwait(false);
        Console.WriteLine(Describe(found.Report));
        Console.WriteLine(found.Difference is null ? "identical" : $"different: {found.Difference}");
        foreach (string line in EngineChangeText.Of(found.ByOtherEngine))
        {
            Console.WriteLine(line);
        }

        return found.Difference is null ? 0 : 1;
    }

    private static async Task<int> ReplaceAsync(string directory, CancellationToken cancellationToken)
    {
        try
        {
            using DirectoryLock hold = DirectoryLock.Take(directory);
            // Before anything is opened to write: a log of a newer program is left alone, and so is what was made of it.
            FrameLogReader.Open(directory).Dispose();
            if (DamagedFile.Quarantine(Path.Combine(directory, DerivedStore.FileName)) is { } copy)
            {
                Console.Error.WriteLine($"The stored results were damaged; they are quarantined as {copy}.");
            }

            string beside = Path.Combine(directory, "rebuild.tmp");
            DeleteIfThere(beside);
            Directory.CreateDirectory(beside);
            RebuildReport report = await ProgressBar.ShowAsync("rebuild", progress => Task.Run(
                () => Derive(directory, beside, progress, cancellationToken), cancellationToken)).ConfigureAwait(false);
            // Results may be missing at any time: a loss of power between these steps costs the gateway another derivation, no
            // more.
            foreach (string suffix in (string[])["", "-wal", "-shm"])
            {
                File.Delete(Path.Combine(directory, DerivedStore.FileName + suffix));
            }

            File.Move(Path.Combine(beside, DerivedStore.FileName), Path.Combine(directory, DerivedStore.FileName));
            DeleteIfThere(beside);
            Console.WriteLine(Describe(report));
            return 0;
        }
        catch (Exception error) when (error is FrameLogException or IOException or UnauthorizedAccessException
            or InvalidDataException)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    private static string Describe(RebuildReport report) => string.Create(CultureInfo.InvariantCulture,
        $"{report.Cells} cells from {report.Frames:N0} frames: {report.HalfCycles:N0} half cycles, {report.Cycles:N0} cycles");

    private static RebuildReport Derive(
        string directory, string beside, Action<double, string> progress, CancellationToken cancellationToken)
    {
        using DerivedStore stored = DerivedStore.Open(directory);
        using DerivedStore store = DerivedStore.Open(beside);
        using CellBook book = DataBook.Open(directory, TimeProvider.System, Console.Error.WriteLine);
        Rebuild rebuild = new(directory, store, stored.EngineOptions() ?? new CycleEngineOptions(), Console.Error.WriteLine,
            share => progress(share, "rebuild"))
        {
            Kept = stored,
            Book = book,
        };
        RebuildReport report = rebuild.Run(cancellationToken);
        if (store.BaseCount() < stored.BaseCount())
        {
            // Derived otherwise than it was: what cannot be derived again is kept.
            stored.KeepCopy();
            Console.Error.WriteLine(
                $"Results of frames that are no longer in the log were derived otherwise; they are kept in {stored.KeptCopy}.");
        }

        return report;
    }

    private static void DeleteIfThere(string directory)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
