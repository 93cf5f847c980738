using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Maintenance;
using EdgeLogger.FrameLog.Sqlite;
using EdgeLogger.Gateway.Doctor;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;
using Spectre.Console;

namespace EdgeLogger.Gateway.Commands;

/// <summary>edgelogger doctor: is what the gateway keeps as it should be?</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        Option<string> data = DataDirectory.Option();
        Option<bool> repair = new("--repair")
        {
            Description = "Move frames that the disk has damaged to quarantine, and book them as lost. The "
                + "gateway has to be stopped.",
        };
        Command command = new("doctor", """
            Reads everything the gateway keeps and holds it against itself: the disk, the log's file, every frame's checksum, each
            stream's numbers, schemas, boards, certificates, results. Says what is wrong and what to do. Changes nothing without --repair, and the
            gateway may be running. Exit code 1: something is wrong.

            Example: edgelogger doctor --data /srv/cells
            """)
        {
            data, repair,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string directory = Path.GetFullPath(parsed.GetRequiredValue(data));
            List<Finding> findings = await ExamineAsync(
                directory, parsed.GetValue(repair), TimeProvider.System, cancellationToken).ConfigureAwait(false);
            findings.ForEach(Print);
            int bad = findings.Count(finding => finding.Level == FindingLevel.Bad);
            Console.WriteLine(bad == 0 ? "nothing is wrong" : bad == 1 ? "1 thing is wrong" : $"{bad} things are wrong");
            return bad == 0 ? 0 : 1;
        });
        return command;
    }

    private static async Task<List<Finding>> ExamineAsync(
        string directory, bool repair, TimeProvider time, CancellationToken cancellationToken)
    {
        List<Finding> findings = [];
        try
        {
            using DirectoryLock? hold = repair ? DirectoryLock.Take(directory) : null;
            AuditReport report = await AuditAsync(directory, cancellationToken).ConfigureAwait(false);
            if (hold is not null && report.Damaged.Count > 0)
            {
                int moved = LogRepair.Run(directory, report.Damaged, hold, time);
                findings.Add(new Finding(FindingLevel.Note, $"repair: {moved} of {report.Damaged.Count} damaged "
                    + "frames moved to quarantine",
                    moved < report.Damaged.Count
                        ? "The newest frame of a log stays where it is; repair again when others have come after it."
                        : ""));
                report = await AuditAsync(directory, cancellationToken).ConfigureAwait(false);
            }

            findings.Add(Owner(directory, repair));
            findings.AddRange(TornTail(directory));
            findings.Add(DiskExamination.Examine(directory, report));
            findings.AddRange(LogExamination.Examine(report, time.GetUtcNow()));
            findings.AddRange(StoresExamination.Examine(directory));
            findings.AddRange(CertificateExamination.Examine(directory, time.GetUtcNow()));
            findings.AddRange(ResultsExamination.Examine(directory, report));
        }
        catch (Exception error) when (error is FrameLogException or IOException or UnauthorizedAccessException)
        {
            findings.Add(new Finding(FindingLevel.Bad, error.Message));
        }

        return findings;
    }

    private static IEnumerable<Finding> TornTail(string directory)
    {
        // A gateway that runs is in the middle of its transactions.
        if (DirectoryLock.HolderOf(directory) is null && WalTail.TornBytes(directory) is > 0 and var bytes)
        {
            yield return new Finding(FindingLevel.Note, $"frames.db: ends within a transaction, {bytes} bytes of it are left out",
                "Nothing in them was acknowledged: the boards send it again. The gateway's next start tidies up.");
        }
    }

    private static Task<AuditReport> AuditAsync(string directory, CancellationToken cancellationToken) =>
        ProgressBar.ShowAsync("reading the log", progress => Task.Run(
            () => new LogAudit(directory, share => progress(share, "reading the log")).Run(cancellationToken),
            cancellationToken));

    private static Finding Owner(string directory, bool held) => new(
        FindingLevel.Good,
        !held && DirectoryLock.HolderOf(directory) is { } process
            ? $"owner: in use by process {process}"
            : "owner: no gateway is running on it");

    private static void Print(Finding finding)
    {
        (string sign, string colour) = finding.Level switch
        {
            FindingLevel.Good => ("ok  ", "green"),
            FindingLevel.Note => ("note", "yellow"),
            _ => ("BAD ", "red"),
        };
        Terminal.Output.Markup($"[{colour}]{sign}[/] ");
        Console.WriteLine(finding.What);
        if (finding.Advice.Length > 0)
        {
            Console.WriteLine($"     {finding.Advice}");
        }
    }
}
