using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Results.Tests.Notes;

/// <summary>Notes that a lab wrote leave with its results.</summary>
public sealed class NoteExportTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("note-export-").FullName;

    private string Data => Path.Combine(_directory, "data");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task An_export_has_the_notes_on_test_cell_and_cohort_each_with_its_cycle_and_only_those_of_its_time()
    {
        // Cycles of two hours from 8:00 on.
        string record = Path.Combine(_directory, "record.csv");
        RecordMaker.Write(record, cycles: 3, currentA: 0.001, halfS: 3600);
        await RunAsync("import", record, "--cell", "WJK-1", "--start", "2026-01-31T08:00Z");
        await RunAsync("cell", "set", "WJK-1", "--cohort", "A");
        await RunAsync("cell", "note", "WJK-1", "pressure to \"75\" MPa,\nslowly", "--at", "2026-01-31T11:00Z", "--test", "1",
            "--by", "ana");
        await RunAsync("cell", "note", "WJK-1", "=glued", "--at", "2026-01-30T08:00Z", "--by", "ben");
        await RunAsync("cell", "note", "A", "new slurry", "--cohort", "--at", "2026-01-31T08:30Z", "--by", "ana");
        string file = Path.Combine(_directory, "notes.csv");
        await RunAsync("export", "WJK-1", "--what", "notes", "--out", file);
        Assert.Equal("""
            cell,note_utc,cycle,about,author,note
            WJK-1,2026-01-30T08:00:00.000Z,,cell,ben,'=glued
            WJK-1,2026-01-31T08:30:00.000Z,1,cohort,ana,new slurry
            WJK-1,2026-01-31T11:00:00.000Z,2,test,ana,"pressure to ""75"" MPa,
            slowly"
            """, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").Trim());

        string parquet = Path.Combine(_directory, "notes.parquet");
        await RunAsync("export", "A", "--what", "notes", "--format", "parquet", "--from", "2026-01-31T08:30Z", "--to",
            "2026-01-31T11:00Z", "--out", parquet);
        Assert.Equal(["new slurry"], Duck.Rows($"SELECT note FROM read_parquet('{parquet}')").Select(row => (string)row[0]));

        await RunAsync("cell", "note", "WJK-1", "glued", "--edit", "2");
        await RunAsync("cell", "note", "WJK-1", "--withdraw", "1");
        await RunAsync("export", "WJK-1", "--what", "notes", "--out", file, "--force");
        Assert.Equal(["WJK-1,2026-01-30T08:00:00.000Z,,cell,ben,glued", "WJK-1,2026-01-31T08:30:00.000Z,1,cohort,ana,new slurry"],
            (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Skip(1));
    }

    [Fact]
    public async Task A_directory_without_a_book_has_no_notes_and_gets_no_book_by_an_export()
    {
        string record = Path.Combine(_directory, "record.csv");
        RecordMaker.Write(record, cycles: 1, currentA: 0.001, halfS: 3600);
        await RunAsync("import", record, "--cell", "cycler-07/0", "--start", "2026-01-31T08:00Z");
        Array.ForEach(Directory.GetFiles(Data, "cells.db*"), File.Delete);
        string file = Path.Combine(_directory, "notes.csv");
        await RunAsync("export", "cycler-07/0", "--what", "notes", "--out", file);
        Assert.Equal("cell,note_utc,cycle,about,author,note",
            (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Trim());
        await RunAsync("export", "cycler-07/0", "--what", "notes", "--format", "parquet", "--out", file + ".parquet");
        Assert.Empty(Directory.GetFiles(Data, "cells.db*"));
    }

    private async Task RunAsync(params string[] arguments)
    {
        ProgramResult run = await ProgramInProcess.RunAsync(
            TestContext.Current.CancellationToken, [.. arguments, "--data", Data]);
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
    }
}
