using System;
using System.IO;
using System.Net;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>Somebody takes the log away from a gateway that runs.</summary>
public sealed class TakenLogTests
{
    [Fact]
    [Trait("Fault", "4")]
    public async Task A_running_gateway_whose_log_is_removed_says_so_rescues_it_and_does_not_start_beside_the_copy()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "an open file cannot be removed there");
        await using GatewayUnderTest gateway = await GatewayUnderTest.StartedAsync();
        TestStream stream = new(0x4000);
        await using (TestBoard board = await gateway.ConnectAsync())
        {
            await board.SendAsync(stream.Next(5));
            await board.AcknowledgedAsync(stream.Id, 5);
        }

        string log = Path.Combine(gateway.Directory, "frames.db");
        string rescued = Path.Combine(gateway.Directory, "frames.rescued.db");
        File.Delete(log);
        await gateway.HealthUntilAsync((code, health) => code == HttpStatusCode.ServiceUnavailable
            && health.ToString().Contains(rescued, StringComparison.Ordinal));
        await gateway.SaidAsync(rescued);
        await gateway.StopAsync();

        ProgramResult refused = await gateway.RunAsync("serve", "--port", "0");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(rescued, refused.Errors, StringComparison.Ordinal);

        File.Delete(log + "-wal");
        File.Delete(log + "-shm");
        File.Move(rescued, log, overwrite: true);
        await gateway.StartAsync();
        Assert.Equal(stream.Made.Keys, gateway.Stored(stream.Id).Keys);
    }
}
