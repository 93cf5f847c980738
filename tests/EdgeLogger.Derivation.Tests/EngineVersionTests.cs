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

    private string? Check(string folder)
    {
        using DerivedStore stored = DerivedStore.OpenCopy(folder, Folder())!;
        using DerivedStore fresh = DerivedStore.Open(Folder());
        return new Rebuild(folder, fresh, stored.EngineOptions()!, problem => Assert.Fail(problem), _ => { })
            .Check(stored, CancellationToken.None).Difference;
    }
}
