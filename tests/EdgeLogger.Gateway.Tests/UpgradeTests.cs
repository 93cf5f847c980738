using System;
using System.IO;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;
using EdgeLogger.Testing;
using EdgeLogger.Testing.DataDirectories;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Gateway.Tests;

/// <summary>What a version with another cycle engine changes is shown by its commands.</summary>
public sealed class UpgradeTests : IDisposable
{
    private const string Cell = "fixture-7/0";

    private readonly ScratchDirectory _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Cycles_that_it_would_find_otherwise_are_shown_before_the_gateway_is_started_and_after()
    {
        DataDirectoryArchive.Unpack("0.1.0", _folder);
        await RunAsync(0, "rebuild");
        // As if the engine of before had counted a tenth less in one discharge.
        Change("UPDATE cell SET settings = json_set(settings, '$.EngineVersion', 0)");
        Change("UPDATE half_cycle SET result = json_set(result, '$.Ah', 0.9 * json_extract(result, '$.Ah')) "
            + $"WHERE half = 7 AND test = (SELECT test FROM cell WHERE board || '/' || slot = '{Cell}')");
        string before = (await RunAsync(1, "rebuild", "--check")).Output;
        Assert.Contains($"  {Cell}: 1 of ", before, StringComparison.Ordinal);
        Assert.Contains("cycles, from cycle 4 on; discharge capacity by 11.1 % at most, mean discharge voltage by ", before,
            StringComparison.Ordinal);
        Assert.Contains("1 of 9 tests that another version of the cycle engine has derived have other cycles", before,
            StringComparison.Ordinal);

        File.Move(Path.Combine(Data, "derived.db"), Path.Combine(Data, "derived-engine-0.db"));
        await RunAsync(0, "rebuild");
        Assert.Contains("identical", (await RunAsync(0, "rebuild", "--check")).Output, StringComparison.Ordinal);
        string after = (await RunAsync(1, "rebuild", "--check", "--against", "derived-engine-0.db")).Output;
        Assert.Equal(before.Split('\n')[1..], after.Split('\n')[1..]);
    }

    [Fact]
    public async Task A_file_to_compare_with_that_does_not_exist_is_named_and_one_without_a_check_is_refused()
    {
        DataDirectoryArchive.Unpack("0.1.0", _folder);
        Assert.Contains("derived-engine-3.db does not exist",
            (await RunAsync(2, "rebuild", "--check", "--against", "derived-engine-3.db")).Errors, StringComparison.Ordinal);
        Assert.Contains("give --check too",
            (await RunAsync(2, "rebuild", "--against", "derived-engine-3.db")).Errors, StringComparison.Ordinal);
    }

    private void Change(string sql)
    {
        using SqliteConnection file = new(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(Data, "derived.db"),
            Pooling = false,
        }.ToString());
        file.Open();
        using SqliteCommand command = file.CreateCommand();
        command.CommandText = sql;
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }

    private async Task<ProgramResult> RunAsync(int exitCode, params string[] arguments)
    {
        ProgramResult result = await ProgramInProcess.RunAsync(
            TestContext.Current.CancellationToken, [.. arguments, "--data", Data]);
        Assert.True(result.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {result.Output}{result.Errors}");
        return result;
    }
}
