using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Faults.Tests;

/// <summary>A record through the whole chain while parts of it are killed (-9).</summary>
public sealed class ReplayKillTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-faults-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    [Trait("Fault", "12")]
    [Trait("verify", "faults")]
    public async Task Three_killed_gateways_and_a_killed_broker_change_no_digit_of_the_result()
    {
        using CancellationTokenSource patience =
            CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(12));
        string record = Path.Combine(_directory, "record.csv");
        RecordMaker.Write(record, cycles: 12, currentA: 0.002, halfS: 3600);

        ProgramResult calm = await EdgeLoggerProgram.RunAsync(patience.Token, "replay", record, "--json", Json("calm"));
        ProgramResult torn = await EdgeLoggerProgram.RunAsync(patience.Token,
            "replay", record, "--json", Json("torn"), "--kill-gateway", "3", "--kill-broker", "1");

        Assert.True(calm.ExitCode == 0, calm.Output + calm.Errors);
        Assert.True(torn.ExitCode == 0, torn.Output + torn.Errors);
        Assert.Contains("the gateway 3 times, the broker 1 times", torn.Output, StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllTextAsync(Json("calm"), patience.Token),
            await File.ReadAllTextAsync(Json("torn"), patience.Token));
        Assert.Contains("\"cycle\": 12", await File.ReadAllTextAsync(Json("torn"), patience.Token), StringComparison.Ordinal);
    }

    private string Json(string name) => Path.Combine(_directory, name + ".json");
}
