using System;
using System.IO;
using System.Net;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>The broker's accounts are gone, and boards are known that need one.</summary>
public sealed class LostAccountsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Boards_that_cannot_sign_in_since_accounts_were_lost_are_named_until_they_can(bool deleted)
    {
        await using GatewayUnderTest gateway = await GatewayUnderTest.StartedAsync();
        TestStream stream = new(0x5000);
        await using (TestBoard board = await gateway.ConnectAsync())
        {
            await board.SendAsync(stream.Next(1));
            await board.AcknowledgedAsync(stream.Id, 1);
        }

        await gateway.StopAsync();
        string accounts = Path.Combine(gateway.Directory, "broker", "accounts");
        byte[] content = File.ReadAllBytes(accounts);
        Lose(accounts, deleted);
        await SaysDoctorAsync(gateway);

        // The second start finds accounts that were begun again.
        for (int start = 0; start < 2; start++)
        {
            await gateway.StartAsync();
            (HttpStatusCode code, System.Text.Json.JsonElement health) = await gateway.HealthAsync();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, code);
            Assert.Contains("cannot sign in, their frames stay in their flash: board-a.", health.ToString(),
                StringComparison.Ordinal);
            await SaysDoctorAsync(gateway);
            await gateway.StopAsync();
        }

        File.WriteAllBytes(accounts, content);
        await gateway.StartAsync();
        await gateway.HealthUntilAsync((code, _) => code == HttpStatusCode.OK);
        await using TestBoard again = await gateway.ConnectAsync();
        await again.SendAsync(stream.Next(1));
        await again.AcknowledgedAsync(stream.Id, 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Accounts_that_a_running_gateway_loses_stay_in_force_and_its_health_says_so(bool deleted)
    {
        await using GatewayUnderTest gateway = await GatewayUnderTest.StartedAsync();
        Lose(Path.Combine(gateway.Directory, "broker", "accounts"), deleted);
        await gateway.HealthUntilAsync(
            (_, health) => health.ToString().Contains("accounts is gone or empty", StringComparison.Ordinal));
        TestStream stream = new(0x5001);
        await using TestBoard board = await gateway.ConnectAsync();
        await board.SendAsync(stream.Next(1));
        await board.AcknowledgedAsync(stream.Id, 1);
    }

    private static async Task SaysDoctorAsync(GatewayUnderTest gateway)
    {
        ProgramResult doctor = await gateway.RunAsync("doctor");
        Assert.Equal(1, doctor.ExitCode);
        Assert.Contains("cannot sign in, their frames stay in their flash: board-a.", doctor.Output, StringComparison.Ordinal);
    }

    private static void Lose(string file, bool deleted)
    {
        if (deleted)
        {
            File.Delete(file);
        }
        else
        {
            File.WriteAllBytes(file, []);
        }
    }
}
