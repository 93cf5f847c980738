using System;
using System.Threading.Tasks;
using EdgeLogger.Sinks.Setup;
using EdgeLogger.Sinks.Writing;
using EdgeLogger.Testing.Servers;

namespace EdgeLogger.Sinks.Tests.InfluxDbClient;

/// <summary>Buckets of InfluxDB 2, with a server that answers as InfluxDB 2 is documented to.</summary>
public sealed class BucketSetupTests
{
    private const string Bucket = "cells & more";

    [Fact]
    public async Task A_bucket_is_made_once_and_its_retention_changed_when_asked()
    {
        using Influx2Server server = new();
        InfluxOptions options = Options(server.Address);

        Assert.Equal($"bucket {Bucket} made, keeping points for 3 days", await RunAsync(options, TimeSpan.FromDays(3)));
        Assert.Equal(3 * 86400, server.Retentions[Bucket]);
        Assert.Equal($"bucket {Bucket} is there, keeping points for 3 days", await RunAsync(options, TimeSpan.FromDays(3)));
        Assert.Equal($"bucket {Bucket} is there, keeping points for 3 days", await RunAsync(options, null));
        Assert.Equal($"bucket {Bucket} is there; from now on it is, keeping points for 400 days",
            await RunAsync(options, TimeSpan.FromDays(400)));
        Assert.Equal(400 * 86400, server.Retentions[Bucket]);
        Assert.Equal($"bucket {Bucket} is there; from now on it is, keeping points for ever",
            await RunAsync(options, TimeSpan.Zero));
        Assert.Equal(0, server.Retentions[Bucket]);
        Assert.Single(server.Retentions);
    }

    [Fact]
    public async Task A_bucket_made_without_a_retention_keeps_points_for_ever()
    {
        using Influx2Server server = new();

        Assert.Equal($"bucket {Bucket} made, keeping points for ever", await RunAsync(Options(server.Address), null));
        Assert.Equal(0, server.Retentions[Bucket]);
    }

    [Fact]
    public async Task A_token_that_is_not_let_in_is_an_error_that_does_not_repeat_it()
    {
        using Influx2Server server = new();
        InfluxOptions options = Options(server.Address) with { Secret = new Secret("stale-token") };

        InfluxSetupException refused = await Assert.ThrowsAsync<InfluxSetupException>(() => RunAsync(options, null));

        Assert.Contains("does not let us do this (401 unauthorized access)", refused.Message, StringComparison.Ordinal);
        Assert.Contains("token-file=PATH", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("stale-token", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organisation_that_does_not_exist_is_named()
    {
        using Influx2Server server = new();

        InfluxSetupException missing = await Assert.ThrowsAsync<InfluxSetupException>(
            () => RunAsync(Options(server.Address) with { Organisation = "nobody" }, null));

        Assert.Contains("has no organisation 'nobody'", missing.Message, StringComparison.Ordinal);
        Assert.Contains("org=", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_away_or_that_is_not_believed_is_an_error_with_its_cause()
    {
        InfluxSetupException away =
            await Assert.ThrowsAsync<InfluxSetupException>(() => RunAsync(Options(new Uri("http://127.0.0.1:1/")), null));
        Assert.Contains("http://127.0.0.1:1/ does not answer: Connection refused", away.Message, StringComparison.Ordinal);

        using TlsServer server = new();
        InfluxSetupException strange =
            await Assert.ThrowsAsync<InfluxSetupException>(() => RunAsync(Options(server.Address), null));
        Assert.Contains("The remote certificate", strange.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("inner exception", strange.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sink_whose_server_is_not_believed_says_what_is_wrong_with_the_certificate()
    {
        using TlsServer server = new();
        using ILineTarget target = LineTargets.Create(Options(server.Address), TimeProvider.System);

        WriteOutcome outcome = await target.WriteAsync("m v=1 1\n"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal(WriteVerdict.Unreachable, outcome.Verdict);
        Assert.Contains("The remote certificate", outcome.Words, StringComparison.Ordinal);
    }

    private static InfluxOptions Options(Uri server) => new()
    {
        Server = server,
        Database = Bucket,
        Organisation = Influx2Server.Organisation,
        Secret = new Secret(Influx2Server.Token),
        Kind = InfluxKind.Influx2,
    };

    private static async Task<string> RunAsync(InfluxOptions options, TimeSpan? retention)
    {
        using BucketSetup setup = new(options, retention);
        return await setup.RunAsync(TestContext.Current.CancellationToken);
    }
}
