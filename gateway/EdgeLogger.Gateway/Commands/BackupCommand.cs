using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Files;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Maintenance;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Gateway.Backup;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Doctor;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;
using EdgeLogger.Keys;
using EdgeLogger.Mqtt.Brokers.Certificates;

namespace EdgeLogger.Gateway.Commands;

/// <summary>edgelogger backup DIR: a copy of everything the gateway keeps, also of a running one.</summary>
internal static class BackupCommand
{
    // What is in the broker's folder and in no other; the rest of it is made at every start.
    private static readonly string[] AccountFiles = ["accounts", "gateway.password"];

    // Without them every client would have to be given the certificate of another authority.
    private static readonly string Certificates = BrokerCertificates.FolderIn("");

    // Segments of the log may be dropped between two copies; once more is then enough, unless the limits are absurd.
    private const int Tries = 3;

    public static Command Create()
    {
        Argument<string> target = TextOption.CheckedArgument(
            new Argument<string>("DIR") { Description = "A folder that does not exist yet." }, TextOption.NoFolder);
        Option<string> data = DataDirectory.Option();
        Command command = new("backup", """
            Copies everything the gateway keeps: the frame log, results, alerts, the sinks' cursors, what is known of the
            cells, the accounts, the boards' keys, the broker's certificates with their private keys, also while
            the gateway is running. So the copy holds secrets: only its owner may read it, and it has to stay so. Each store is copied as it is at one moment, the log last, so that nothing in the copy is ahead of
            it. The copy is read back before it gets its name: a folder that is there is whole. It is a data directory of its own:
            `edgelogger serve --data DIR` runs on it.

            Example: edgelogger backup /mnt/nas/cells-2026-07-01 --data /srv/cells
            """)
        {
            target, data,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string into = Path.TrimEndingDirectorySeparator(Path.GetFullPath(parsed.GetRequiredValue(target)));
            BackupReport backup = await RunAsync(
                Path.GetFullPath(parsed.GetRequiredValue(data)), into, cancellationToken).ConfigureAwait(false);
            AuditReport report = backup.Log;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{into}: {report.Frames:N0} frames of "
                + $"{report.Streams.Count} streams, read back"));
            Console.WriteLine($"with {string.Join(", ", backup.Parts)}");
            Console.WriteLine("It holds secrets (passwords and keys): only you may read it; keep it so where you take it.");
            if (report.Damaged.Count > 0)
            {
                Console.WriteLine($"{report.Damaged.Count} frames were damaged in the log before: "
                    + "`edgelogger doctor` says more.");
            }

            if (backup.KeysFault is { } fault)
            {
                await Console.Error.WriteLineAsync("edgelogger: The boards' keys were damaged or gone before, and are so in "
                    + $"the copy: {fault} The rest of the copy is whole.").ConfigureAwait(false);
            }

            return backup.KeysFault is null ? 0 : 1;
        });
        return command;
    }

    private static async Task<BackupReport> RunAsync(string directory, string into, CancellationToken cancellationToken)
    {
        if (Path.Exists(into))
        {
            throw new UserErrorException($"{into} is there already. Name a folder that is not; a backup is never overwritten.");
        }

        if (FolderPlace.IsWithin(directory, into))
        {
            throw new UserErrorException($"{into} is within the data directory {directory}: such a copy is lost with it, and "
                + "each backup would copy the ones before. Name a folder elsewhere, best on another disk.");
        }

        string unfinished = into + ".unfinished";
        try
        {
            // Left by a backup that was broken off.
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }

            PrivateFile.MakeFolder(unfinished);
            BackupReport copied = await ProgressBar.ShowAsync("copying", progress => Task.Run(
                () => CopyAndVerify(directory, unfinished, progress, cancellationToken), cancellationToken)).ConfigureAwait(
                    false);
            Directory.Move(unfinished, into);
            return copied;
        }
        catch (Exception error) when (error is FrameLogException or IOException or UnauthorizedAccessException
            or InvalidDataException)
        {
            throw new UserErrorException(error.Message, error);
        }
        finally
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }
    }

    private static BackupReport CopyAndVerify(
        string directory, string into, Action<double, string> progress, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> stores = [];
        for (int left = Tries; left > 0; left--)
        {
            FrameLogReader.Open(directory).Dispose();
            stores = StoreCopies.Copy(directory, into);
            File.Delete(Path.Combine(into, "frames.db"));
            LogBackup.Copy(directory, into, share => progress(share * 0.5, "copying"), cancellationToken);
            if (ResultsReachWhatWasDropped(into))
            {
                break;
            }
        }

        (string from, string to) = (DataDirectory.Broker(directory), DataDirectory.Broker(into));
        List<string> parts = [.. stores];
        AddIf(CopyFiles(from, to, AccountFiles), "the boards' accounts");
        AddIf(CopyFiles(from, to, [BoardKeys.FileName]), $"the boards' keys ({BoardKeys.FileName})");
        AddIf(CopyFiles(Path.Combine(from, Certificates), Path.Combine(to, Certificates), BrokerCertificates.FileNames),
            "the broker's certificates with their private keys");
        void AddIf(bool isThere, string part) => parts.AddRange(isThere ? [part] : []);

        OwnFiles.CloseAll(into);
        AuditReport report = new LogAudit(into, share => progress(0.5 + (share * 0.5), "reading the copy"))
            .Run(cancellationToken);
        // Damage that the log itself has is copied with it: better such a backup than none.
        bool isOwnDamage = report.Damaged.Count > 0
            && new LogAudit(directory, share => progress(share, "reading the log"))
            .Run(cancellationToken).Damaged.Count >= report.Damaged.Count;
        if (report.FileFaults.Count > 0 || (report.Damaged.Count > 0 && !isOwnDamage))
        {
            string fault = report.FileFaults.Count > 0 ? report.FileFaults[0] : "frames are damaged";
            throw new UserErrorException($"The copy is not whole ({fault}) and has been removed. Check the target's disk.");
        }

        return new BackupReport(report, parts, KeysExamination.FaultOf(directory) ?? KeysExamination.FaultOf(into));
    }

    // What was dropped from the log while it was copied is in its results only; they must not be older.
    private static bool ResultsReachWhatWasDropped(string directory)
    {
        using FrameLogReader log = FrameLogReader.Open(directory);
        StreamEntry[] dropped = [.. log.ReadStreams().Where(stream => stream.ExpiredTo > 0)];
        if (dropped.Length == 0)
        {
            return true;
        }

        // A copy again: opening a store that another version has made would change it.
        string temporary = Directory.CreateTempSubdirectory("edgelogger-backup-").FullName;
        try
        {
            using DerivedStore? results = DerivedStore.OpenCopy(directory, temporary);
            Dictionary<ulong, long> bases = results?.StreamBases().ToDictionary(one => one.Stream, one => one.NextSequence) ?? [];
            return dropped.All(stream => bases.GetValueOrDefault(stream.StreamId) > stream.ExpiredTo);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static bool CopyFiles(string from, string to, IEnumerable<string> names)
    {
        string[] there = [.. names.Where(name => File.Exists(Path.Combine(from, name)))];
        foreach (string name in there)
        {
            PrivateFile.MakeFolder(to);
            File.Copy(Path.Combine(from, name), Path.Combine(to, name));
        }

        return there.Length > 0;
    }
}
