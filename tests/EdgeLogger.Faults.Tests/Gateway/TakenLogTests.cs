using System;
using System.IO;
using System.Linq;
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

    [Fact]
    [Trait("Fault", "4")]
    public async Task A_write_ahead_log_that_is_cut_stops_acknowledgements_and_a_stop_does_not_harm_what_is_in_the_main_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "an open file cannot be cut there");
        await using GatewayUnderTest gateway = await GatewayUnderTest.StartedAsync();
        TestStream stream = new(0x4100);
        await StoreAsync(gateway, stream, 5);
        // Closing moves them to the main file.
        await gateway.StopAsync();
        await gateway.StartAsync();
        await StoreAsync(gateway, stream, 10);

        await using (FileStream log = new(
            Path.Combine(gateway.Directory, "frames.db-wal"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            log.SetLength(0);
        }

        await gateway.HealthUntilAsync((code, health) => code == HttpStatusCode.ServiceUnavailable
            && health.ToString().Contains("frames.db-wal was cut by another program", StringComparison.Ordinal));
        await gateway.StopAsync();
        await gateway.StartAsync();
        Assert.Equal([1u, 2u, 3u, 4u, 5u], gateway.Stored(stream.Id).Keys.Order());
    }

    [Fact]
    [Trait("Fault", "4")]
    public async Task A_write_ahead_log_whose_begin_is_overwritten_is_rescued_from_the_open_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "an open file cannot be written there");
        await using GatewayUnderTest gateway = await GatewayUnderTest.StartedAsync();
        TestStream stream = new(0x4200);
        await StoreAsync(gateway, stream, 5);
        string log = Path.Combine(gateway.Directory, "frames.db");
        await using (FileStream begin = new(log + "-wal", FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            await begin.WriteAsync(new byte[32], TestContext.Current.CancellationToken);
        }

        string rescued = Path.Combine(gateway.Directory, "frames.rescued.db");
        await gateway.HealthUntilAsync((code, health) => code == HttpStatusCode.ServiceUnavailable
            && health.ToString().Contains($"All of the log is in {rescued}", StringComparison.Ordinal));
        await gateway.StopAsync();

        File.Delete(log + "-wal");
        File.Delete(log + "-shm");
        File.Move(rescued, log, overwrite: true);
        await gateway.StartAsync();
        Assert.Equal(stream.Made.Keys, gateway.Stored(stream.Id).Keys);
    }

    private static async Task StoreAsync(GatewayUnderTest gateway, TestStream stream, uint upTo)
    {
        await using TestBoard board = await gateway.ConnectAsync();
        await board.SendAsync(stream.Next((int)upTo - stream.Made.Count));
        await board.AcknowledgedAsync(stream.Id, upTo);
    }
}
