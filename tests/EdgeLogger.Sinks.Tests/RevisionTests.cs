using System;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Sinks.InfluxDbClient;
using EdgeLogger.Testing.Servers;

namespace EdgeLogger.Sinks.Tests;

/// <summary>Superseded points of servers that cannot be had here: InfluxDB 2 deletes, InfluxDB 3 cannot.</summary>
public sealed class RevisionTests
{
    private const ulong Test = 0x11;

    private static readonly InfluxOptions Options = SinkUnderTest.Quick(InfluxOptions.Parse("http://127.0.0.1:1?db=d"));

    [Fact]
    public async Task Where_a_server_cannot_delete_a_rename_gives_all_points_the_next_revision_and_says_so()
    {
        await using LabDirectory lab = new();
        lab.Write([Results.Cycles(Test, "bench-01", 1, 3)]);
        TestPlans plans = Plans("WJK-1");
        using MemoryTarget target = new() { Deleting = _ => WriteOutcome.Rejected("the server cannot delete") };
        await using SinkUnderTest sink = new(lab, Options, target, plans: plans);
        await sink.UntilPointsAsync(9);
        Assert.DoesNotContain(target.Lines, line => line.Contains("revision=", StringComparison.Ordinal));

        plans.Change([Plan("WJK-2")]);
        await sink.UntilPointsAsync(18);
        Assert.Equal(["el_revision,cell=WJK-1,test=1 revision=2i", "el_revision,cell=WJK-2,test=1 revision=2i"],
            target.Lines.Where(line => line.StartsWith("el_revision", StringComparison.Ordinal))
                .Select(line => line[..line.LastIndexOf(' ')]));
        string[] now = [.. target.Lines.Where(line => line.Contains("cell=WJK-2,slot", StringComparison.Ordinal))];
        Assert.Equal(9, now.Length);
        Assert.All(now, line => Assert.Contains(",revision=2i ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task From_InfluxDB_2_points_are_deleted_by_its_documented_call()
    {
        const string Call = "POST /api/v2/delete?org=lab&bucket=cells";
        using ScriptedServer server = new("v2.7.6", [.. Enumerable.Repeat((Call, 204, ""), 5)]);
        using InfluxDbClientTarget target = new(
            InfluxOptions.Parse($"{server.Address}?org=lab&bucket=cells"), TimeProvider.System);
        WriteOutcome outcome = await target.DeleteAsync(
            new PointDeletion("a \"b\"", "2", [new SampleDeletion("bench-01", "0", 1_700_000_000_000)]),
            TestContext.Current.CancellationToken);

        Assert.Equal(WriteOutcome.Accepted, outcome);
        Assert.Equal(5, server.Bodies.Count);
        Assert.Equal(
            "{\"start\":\"2023-11-14T22:13:20.000Z\",\"stop\":\"2200-01-01T00:00:00Z\",\"predicate\":"
            + "\"_measurement=\\u0022el_sample\\u0022 AND cell=\\u0022a \\\\\\u0022b\\\\\\u0022\\u0022 AND test=\\u00222\\u0022 "
            + "AND board=\\u0022bench-01\\u0022 AND slot=\\u00220\\u0022\"}",
            server.Bodies[^1]);
    }

    private static TestPlans Plans(string cell)
    {
        TestPlans plans = new() { StreamsAreTests = false };
        plans.Change([Plan(cell)]);
        return plans;
    }

    private static TestPlan Plan(string cell) =>
        new(Test, [new TestSegment(Test)]) { Name = new TestName(cell, cell, 1) { Board = "bench-01", IsInSlot = true } };
}
