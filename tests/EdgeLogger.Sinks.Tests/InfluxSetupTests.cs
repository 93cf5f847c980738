using System;
using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;
using EdgeLogger.Sinks.Http;
using EdgeLogger.Sinks.Setup;
using EdgeLogger.Sinks.Writing;
using EdgeLogger.Testing.Servers;

namespace EdgeLogger.Sinks.Tests;

public sealed class InfluxSetupTests
{
    [Fact]
    public async Task A_database_is_made_once_and_its_retention_changed_when_asked()
    {
        await using InfluxServer server = await InfluxServer.CreateAsync();
        const string Name = "cells \"of\" the lab";
        Assert.Contains("made, keeping points for 10 days", await RunAsync(server.Server, Name, TimeSpan.FromDays(10)),
            StringComparison.Ordinal);
        Assert.Contains("is there, keeping points for 10 days", await RunAsync(server.Server, Name, TimeSpan.FromDays(10)),
            StringComparison.Ordinal);
        Assert.Contains("from now on it is, keeping points for 20 days",
            await RunAsync(server.Server, Name, TimeSpan.FromDays(20)), StringComparison.Ordinal);
        Assert.Contains("from now on it is, keeping points for ever", await RunAsync(server.Server, Name, TimeSpan.Zero),
            StringComparison.Ordinal);
        Assert.Contains("is there, keeping points for ever", await RunAsync(server.Server, Name, TimeSpan.Zero),
            StringComparison.Ordinal);
        Assert.Contains("is there", await RunAsync(server.Server, Name, null), StringComparison.Ordinal);
        using HttpLineTarget target = new(Options(server.Server, Name), TimeProvider.System);
        Assert.Equal(WriteOutcome.Accepted,
            await target.WriteAsync("m v=1 1\n"u8.ToArray(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task VictoriaMetrics_needs_nothing_and_it_is_said()
    {
        await using VictoriaServer server = await VictoriaServer.CreateAsync();
        Assert.Contains("VictoriaMetrics", await RunAsync(server.Server, "cells", TimeSpan.FromDays(1)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_refuses_or_is_away_is_named_with_what_to_do_and_without_the_secret()
    {
        await using InfluxServer server = await InfluxServer.CreateAsync(authentication: true);
        await server.QueryAsync("", "CREATE USER \"admin\" WITH PASSWORD 'first' WITH ALL PRIVILEGES");
        InfluxOptions wrong = Options(server.Server, "cells") with { User = "admin", Secret = new Secret("the-password") };
        InfluxSetupException refused = await Assert.ThrowsAsync<InfluxSetupException>(() => RunAsync(wrong, null));
        Assert.Contains("administrator", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the-password", refused.Message, StringComparison.Ordinal);
        InfluxSetupException away = await Assert.ThrowsAsync<InfluxSetupException>(
            () => RunAsync(Options(new Uri("http://127.0.0.1:1/"), "cells"), null));
        Assert.Contains("does not answer", away.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_says_it_is_version_2_is_set_up_as_such()
    {
        using Influx2Server server = new();
        InfluxOptions options = Options(server.Address, "cells")
            with
        { Organisation = Influx2Server.Organisation, Secret = new Secret(Influx2Server.Token) };
        Assert.Equal("bucket cells made, keeping points for 3 days", await RunAsync(options, TimeSpan.FromDays(3)));
        InfluxSetupException incomplete =
            await Assert.ThrowsAsync<InfluxSetupException>(() => RunAsync(options with { Organisation = "" }, null));
        Assert.Contains("needs org=NAME", incomplete.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_3_database_is_made_unless_it_is_there()
    {
        using ScriptedServer server = new("3.1.0",
            ("GET /api/v3/configure/database?format=json", 200, """[{"iox::database":"_internal"}]"""),
            ("POST /api/v3/configure/database", 200, ""),
            ("GET /api/v3/configure/database?format=json", 200, """[{"iox::database":"_internal"},{"iox::database":"cells"}]"""));
        InfluxOptions options = Options(server.Address, "cells") with { Secret = new Secret("t") };
        Assert.Contains("database cells made", await RunAsync(options, TimeSpan.FromDays(2)), StringComparison.Ordinal);
        Assert.Equal("""{"db":"cells","retention_period":"48h"}""", server.Bodies[^1]);
        Assert.Contains("database cells is there", await RunAsync(options, null), StringComparison.Ordinal);
        Assert.All(server.Authorisations, header => Assert.Equal("Bearer t", header));
    }

    [Fact]
    public async Task Of_a_batch_that_a_version_3_server_takes_in_part_only_the_bad_line_is_quarantined()
    {
        // What InfluxDB 3 answers where some lines cannot be parsed: it has written the others, and says so with 400.
        const string Partial = """{"error":"partial write of line protocol occurred","data":[{"original_line":"m v=x 2","line_number":2,"error_message":"invalid"}]}""";
        const string Write = "POST /api/v3/write_lp?db=cells&precision=millisecond";
        using ScriptedServer server = new("3.1.0", (Write, 400, Partial), (Write, 204, ""), (Write, 400, Partial));
        InfluxOptions options = Options(server.Address, "cells");
        using HttpLineTarget target = new(options, TimeProvider.System);
        Delivery delivery = new(target, options, TimeProvider.System, (_, _) => { });
        List<Store.DeadLetter> rejected =
            await delivery.DeliverAsync("m v=1 1\nm v=x 2\n"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal("m v=x 2", Encoding.UTF8.GetString(Assert.Single(rejected).Line));
    }

    private static InfluxOptions Options(Uri server, string database) => new() { Server = server, Database = database };

    private static Task<string> RunAsync(Uri server, string database, TimeSpan? retention) =>
        RunAsync(Options(server, database), retention);

    private static async Task<string> RunAsync(InfluxOptions options, TimeSpan? retention)
    {
        using InfluxSetup setup = new(options, retention);
        return string.Join('\n', await setup.RunAsync(TestContext.Current.CancellationToken));
    }
}
