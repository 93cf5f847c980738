using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Files.Sqlite;
using EdgeLogger.Harness;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Bench.Fleet;

/// <summary>
/// A laboratory's years in a data directory: tests of files that were imported, each with the results of one record that is
/// really derived, copied in the store. No gateway may run on the directory.
/// </summary>
public static class TestArchive
{
    /// <summary>Tests of one cohort.</summary>
    public const int CohortSize = 40;

    private const string Template = "archive-template";
    // No stream of a real file or board has such a number but by a chance of one in a billion.
    private const ulong FirstStream = 0xA5C0_0000_0000_0000;

    private static readonly Author Bench = new("bench");

    // Of a test, with its id first.
    private static readonly string[] Tables = ["half_cycle", "step", "cycle", "trend"];

    /// <summary>The name of the cell of an archived test, from 0.</summary>
    public static string NameOf(int test) => string.Create(CultureInfo.InvariantCulture, $"ARC-{test:00000}");

    /// <summary>The name of its cohort.</summary>
    public static string CohortOf(int test) =>
        string.Create(CultureInfo.InvariantCulture, $"batch {test / CohortSize:000}");

    /// <summary>Makes the archive.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="tests">How many tests, each of a cell of its own.</param>
    /// <param name="cycles">The cycles of each.</param>
    /// <param name="progress">Receives the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task MakeAsync(
        string directory, int tests, int cycles, Action<double> progress, CancellationToken cancellationToken)
    {
        string record = Path.Combine(directory, Template + ".csv");
        RecordMaker.Write(record, cycles, currentA: 1e-3, halfS: 1200, fadePerCycle: 0.2 / cycles);
        ProgramResult import = await EdgeLoggerProgram.RunAsync(
            cancellationToken, "import", record, "--cell", Template, "--start", "2020-01-01T00:00Z", "--data", directory);
        File.Delete(record);
        if (import.ExitCode != 0)
        {
            throw new InvalidOperationException("The archive's record was not imported: " + import.Errors);
        }

        (ulong template, TestRun[] runs) = EnterInBook(directory, tests);
        CopyResults(directory, template, runs, progress, cancellationToken);
    }

    private static (ulong Template, TestRun[] Runs) EnterInBook(string directory, int tests)
    {
        using CellBook book = CellBook.Open(directory, TimeProvider.System);
        ulong template = book.TestsOf(book.Find(CellName.Parse(Template))!.Id)[0].Id;
        TestRun[] runs = new TestRun[tests];
        book.Together(_ =>
        {
            for (int test = 0; test < tests; test++)
            {
                Cell cell = book.Add(new Cell
                {
                    Name = CellName.Parse(NameOf(test)),
                    Metadata = new() { Cohort = CohortOf(test), ActiveMassMg = 5 + (test % 100 / 100.0) },
                }, Bench);
                string hash = string.Create(CultureInfo.InvariantCulture, $"{test:x64}");
                ulong stream = FirstStream + (ulong)test;
                TestRun run = book.StartWithFile(
                    cell.Id, stream, new ImportedFile(NameOf(test) + ".csv", hash), new TestSettings(), Bench);
                runs[test] = book.End(run.Id, new Edge(1_600_000_000_000L + (test * 86_400_000L)), Bench);
            }
        });
        return (template, runs);
    }

    private static void CopyResults(
        string directory, ulong template, TestRun[] runs, Action<double> progress,
        CancellationToken cancellationToken)
    {
        const int testsATransaction = 50;
        using StoreFile file = StoreFile.Connect(Path.Combine(directory, DerivedStore.FileName));
        file.Execute("PRAGMA synchronous = OFF");
        string segments = file.ReadAll(
            row => row.GetString(0), "SELECT segments FROM cell WHERE test = $test", ("$test", (long)template))[0];
        int done = 0;
        foreach (TestRun[] some in runs.OrderBy(run => (long)run.Id).Chunk(testsATransaction))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using SqliteTransaction transaction = file.Begin();
            foreach (TestRun run in some)
            {
                Copy(file, (long)template, run, segments);
            }

            transaction.Commit();
            done += some.Length;
            progress((double)done / runs.Length);
        }
    }

    private static void Copy(StoreFile file, long template, TestRun run, string segments)
    {
        ulong stream = run.Segments[0].Stream!.Value;
        foreach (string table in Tables)
        {
            string number = table switch { "half_cycle" => "half", "step" => "step", _ => "number" };
            file.Execute(
                $"INSERT INTO {table} SELECT $to, {number}, result FROM {table} WHERE test = $from ORDER BY {number}",
                ("$from", template), ("$to", (long)run.Id));
        }

        JsonArray own = JsonNode.Parse(segments)!.AsArray();
        own[0]!["Stream"] = stream;
        file.Execute("""
            INSERT INTO place SELECT $to, segment, from_seq, $stream, boot, from_s, boot_start_s FROM place WHERE test = $from;
            INSERT INTO cell SELECT $to, board, slot, checkpoint, settings, trends, $segments, reached FROM cell WHERE test = $from;
            """, ("$from", template), ("$to", (long)run.Id), ("$stream", (long)stream), ("$segments", own.ToJsonString()));
    }
}
