using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;
using EdgeLogger.Testing;
using EdgeLogger.Web.Access;

namespace EdgeLogger.Gateway.Tests;

/// <summary><c>edgelogger user</c> and <c>token</c>.</summary>
public sealed class AccessCommandTests : IDisposable
{
    private const string Password = "correct horse battery";

    private readonly ScratchDirectory _data = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(8));

    public void Dispose()
    {
        _patience.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task What_user_and_token_commands_change_is_in_the_audit_log_without_a_secret()
    {
        await using (SpokenProcess add = SpokenProcess.Start("user", "add", "ada", "--role", "admin", "--data", _data))
        {
            await add.TypeAsync(Password);
            await add.WaitForAsync("ada may sign in", _patience.Token);
        }

        AccessBook.Open(_data).SetUser("bob", Role.Admin, Password);
        string token = (await RunAsync("token", "add", "grafana")).Trim();
        await RunAsync("token", "revoke", "grafana");
        await RunAsync("user", "remove", "ada");
        await RunAsync("user", "list");

        IReadOnlyList<AuditEntry> booked = new AuditLog(_data, TimeProvider.System).Latest(10);
        Assert.Equal(
            ["user removed ada", "token revoked grafana", "token grafana Viewer", "user ada Admin"],
            booked.Select(entry => $"{entry.Action} {entry.Subject} {entry.Detail}".Trim()));
        Assert.All(booked, entry => Assert.Equal($"{Environment.UserName} (command)", entry.Who));
        string text = await File.ReadAllTextAsync(_data.File("audit.log"), _patience.Token);
        Assert.DoesNotContain(Password, text, StringComparison.Ordinal);
        Assert.DoesNotContain(token, text, StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        ProgramResult run = await ProgramInProcess.RunAsync(_patience.Token, [.. arguments, "--data", _data]);
        Assert.True(run.ExitCode == 0, run.Errors);
        return run.Output;
    }
}
