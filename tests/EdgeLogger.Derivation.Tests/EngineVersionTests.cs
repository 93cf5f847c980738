using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Rebuilding;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Testing.Frames;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Derivation.Tests;

/// <summary>Results that another version of the cycle engine has made.</summary>
public sealed class EngineVersionTests : IDisposable
{
    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("edgelogger-engine-version-");
    private int _folders;

    public void Dispose() => _scratch.Delete(recursive: true);

    [Fact]
    public async Task They_are_kept_in_a_copy_and_derived_again_and_that_is_said()
    {
        string folder = await LogAsync();
        string[] derived = Results(folder);
        // As if it had counted otherwise: the half cycle's charge is another one.
        Change(folder, "UPDATE cell SET settings = json_set(settings, '$.EngineVersion', 0)",
            "UPDATE half_cycle SET result = json_set(result, '$.Ah', 7.0)");
        string[] before = Results(folder);
        Assert.NotEqual(derived, before);

        List<string> said = [];
        using (DerivedStore store = DerivedStore.Open(folder))
        {
            await using DerivationService service = new(folder, store, new DerivationOptions(), TimeProvider.System, said.Add);
            service.Start();
        }

        Assert.Equal(derived, Results(folder));
        Assert.Equal("Results were derived by version 0 of the cycle engine, and this program has version 1: they are derived "
            + "again, and what they were is kept in derived-engine-0.db.", Assert.Single(said));
        using (DerivedStore store = DerivedStore.Open(folder))
        {
            Assert.Equal(["derived-engine-0.db"], store.KeptOfOtherEngines());
        }

        string copy = _scratch.CreateSubdirectory("copy").FullName;
        File.Copy(Path.Combine(folder, "derived-engine-0.db"), Path.Combine(copy, DerivedStore.FileName));
        Assert.Equal(before, Results(copy));

        said.Clear();
        using (DerivedStore store = DerivedStore.Open(folder))
        {
            await using DerivationService service = new(folder, store, new DerivationOptions(), TimeProvider.System, said.Add);
            service.Start();
        }

        Assert.Empty(said);
    }

    [Fact]
    public async Task A_check_shows_what_would_differ_before_it_is_applied_and_no_state_of_the_other_engine()
    {
        string folder = await LogAsync();
        Change(folder, "UPDATE cell SET settings = json_set(settings, '$.EngineVersion', 0), checkpoint = x'00'");
        Assert.Null(Check(folder));
        Change(folder, "UPDATE half_cycle SET result = json_set(result, '$.Ah', 7.0) WHERE half = 1");
        Assert.StartsWith("cell bench-01/0: by version 0 of the cycle engine, and this program has version 1: half cycle 1 is "
            + "stored as {", Check(folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_names_of_each_test_the_cycles_that_differ_and_by_how_much()
    {
        string folder = await LogAsync();
        Change(folder, "UPDATE cell SET settings = json_set(settings, '$.EngineVersion', 0)");
        EngineChange same = Assert.Single(Changes(folder));
        Assert.Equal((2, 2, 0, null, 0.0, 0.0),
            (same.CyclesBefore, same.CyclesAfter, same.Changed, same.FirstChanged, same.CapacityShare, same.MeanVoltageV));
        // The discharge of the second cycle: less charge by a tenth at the same energy is a mean voltage of 3.5 V / 0.9.
        Change(folder,
            "UPDATE half_cycle SET result = json_set(result, '$.Ah', 0.9 * json_extract(result, '$.Ah')) WHERE half = 3");
        EngineChange change = Assert.Single(Changes(folder));
        Assert.Equal((2, 2, 1, 2), (change.CyclesBefore, change.CyclesAfter, change.Changed, change.FirstChanged));
        Assert.Equal((1 / 0.9) - 1, change.CapacityShare, 6);
        Assert.Equal((3.502 / 0.9) - 3.502, change.MeanVoltageV, 4);
        Change(folder, "DELETE FROM cycle WHERE number = 2");
        EngineChange less = Assert.Single(Changes(folder));
        Assert.Equal((1, 2, 1), (less.CyclesBefore, less.CyclesAfter, less.Changed));
    }

    private async Task<string> LogAsync()
    {
        string folder = Folder();
        await using LiveLog live = new(folder);
        await live.AddSchemaAsync();
        CodedCell cell = new(77);
        for (int half = 0; half < 5; half++)
        {
            await live.AppendAsync(cell.Run(half % 2 == 0 ? 0.01 : -0.01, 66).ToArray());
        }

        return folder;
    }

    private static void Change(string folder, params string[] commands)
    {
        string path = Path.Combine(folder, DerivedStore.FileName);
        using SqliteConnection file = new(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        file.Open();
        foreach (string text in commands)
        {
            using SqliteCommand command = file.CreateCommand();
            command.CommandText = text;
            Assert.NotEqual(0, command.ExecuteNonQuery());
        }
    }

    private static string[] Results(string folder)
    {
        using DerivedStore store = DerivedStore.Open(folder);
        return [.. store.ResultTexts(store.Cells().Single().Id).Select(one => $"{one.Name} {one.Text}")];
    }

    private string Folder() => _scratch.CreateSubdirectory($"{_folders++}").FullName;

    private string? Check(string folder) =>
        Checked(folder, (rebuild, stored) => rebuild.Check(stored, CancellationToken.None).Difference);

    private IReadOnlyList<EngineChange> Changes(string folder) => Checked(folder, (rebuild, stored) =>
    {
        rebuild.Check(stored, CancellationToken.None);
        return rebuild.ChangedByEngine(stored);
    });

    private T Checked<T>(string folder, Func<Rebuild, DerivedStore, T> check)
    {
        using DerivedStore stored = DerivedStore.OpenCopy(folder, Folder())!;
        using DerivedStore fresh = DerivedStore.Open(Folder());
        return check(new Rebuild(folder, fresh, stored.EngineOptions()!, problem => Assert.Fail(problem), _ => { }), stored);
    }
}
